package dev.waymark.cli.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the stand-in answers from a scenario. */
class ScenarioContentTest {
  private static final String WORKSPACE = "11111111-2222-3333-4444-555555555555";
  private static final String RESOURCE =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g"
          + "/providers/Microsoft.Web/sites/shop";
  private static final String STEP =
      """

      ### %s

      Look.

      ```%s
      %s
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.size() == 7` | Yes | [%s](#%s) |
      | healthy | otherwise | No | [Escalate](#escalation) |
      """;

  private static final String METRICS =
      """
      resource: ${site}
      metrics:
        - Requests
        - Http5xx\
      """;

  @TempDir private Path folder;
  private Tree tree;

  @BeforeEach
  void compile() throws Exception {
    String entry =
        """
        ---
        id: three-steps
        title: Three steps
        service: None
        severity: sev3
        owners: [platform]
        reviewed: 2026-11-01
        review-every: 90d
        parameters:
          workspace: {type: workspace, description: Any}
          site: {type: resource, description: Any}
        ---
        # Three steps

        Each asks another service.

        ## Symptoms

        - None

        ## Diagnostics
        """
            + STEP.formatted("One", "kql", "print A = 1", "Two", "two")
            + STEP.formatted("Two", "metrics", METRICS, "Three", "three")
            + STEP.formatted("Three", "activity-log", "resource: ${site}", "Four", "four")
            + STEP.formatted(
                "Four", "kql resource-graph", "resources | where id == site", "Done", "done")
            + """

            ## Root causes

            ### Done

            Found. [Act](#act).

            ## Resolution

            ### Act

            Risk: read

            - [ ] Act

            ## Prevention

            - None

            ## Escalation

            | Severity | When | Who | Within |
            |---|---|---|---|
            | sev3 | always | platform | 1h |
            """;
    Path file = Files.writeString(folder.resolve("three-steps.md"), entry);
    tree =
        Runbooks.load(List.of(file), LocalDate.of(2026, 11, 21))
            .entries()
            .get(0)
            .tree()
            .orElseThrow();
  }

  private ScenarioContent answering(Answer answer) {
    var scenario =
        new Scenario(
            "s",
            "S",
            folder,
            Map.of("workspace", WORKSPACE, "site", RESOURCE),
            Map.of(),
            Map.of(),
            Duration.ZERO,
            List.of("one", "two", "three", "four"),
            Outcome.RESOLVED);
    return new ScenarioContent(tree, scenario, ask -> answer, Clock.systemUTC());
  }

  private static Answer complete(List<Column> columns, List<Row> rows) {
    return new Answer.Complete(new Table(columns, rows), provenance());
  }

  private static Provenance provenance() {
    return new Provenance("test", true, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private static StubService service(String path) {
    return StubbedFences.serviceAt(path).orElseThrow();
  }

  private static StubRequest get(String path, Map<String, String> query) {
    return new StubRequest(service(path), "GET", path, query, Map.of("host", "localhost:8443"), "");
  }

  private static StubRequest post(String path, String body) {
    return new StubRequest(
        service(path), "POST", path, Map.of(), Map.of("content-type", "application/json"), body);
  }

  private static StubRequest logs(String workspace) {
    return post("/v1/workspaces/" + workspace + "/query", "{\"query\": \"print A = 1\"}");
  }

  private static JsonNode json(StubReply reply) {
    return StubJson.read(reply.body());
  }

  @Test
  void onlyTheScenariosWorkspacesAreThere() {
    ScenarioContent content =
        answering(complete(List.of(new Column("A", ColumnType.LONG)), List.of(Row.of(1L))));
    assertThat(content.reply(logs(WORKSPACE)).status()).isEqualTo(200);
    StubReply refused = content.reply(logs("99999999-2222-3333-4444-555555555555"));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(json(refused).at("/error/code").asText()).isEqualTo("WorkspaceNotFoundError");
  }

  @Test
  void rowsThatArentAllComeWithAnError() {
    Table table = new Table(List.of(new Column("A", ColumnType.LONG)), List.of(Row.of(1L)));
    JsonNode reply =
        json(answering(new Answer.Partial(table, "cut off", provenance())).reply(logs(WORKSPACE)));
    assertThat(reply.at("/tables/0/rows")).hasSize(1);
    assertThat(reply.at("/error/code").asText()).isEqualTo("PartialError");
    assertThat(reply.at("/error/details/0/innererror/message").asText()).isEqualTo("cut off");
  }

  @Test
  void logsReturnNoMoreThan64Megabytes() {
    List<Row> rows = Collections.nCopies(7, Row.of("x".repeat(10 * 1024 * 1024)));
    JsonNode reply =
        json(
            answering(complete(List.of(new Column("A", ColumnType.STRING)), rows))
                .reply(logs(WORKSPACE)));
    assertThat(reply.at("/tables/0/rows")).hasSize(6);
    assertThat(reply.at("/error/details/0/innererror/message").asText())
        .contains("E_QUERY_RESULT_SET_TOO_LARGE");
  }

  @Test
  void anUnknownMetricIsRefusedWithTheKnownOnes() {
    StubReply reply =
        answering(complete(List.of(), List.of()))
            .reply(
                get(
                    RESOURCE + "/providers/Microsoft.Insights/metrics",
                    Map.of("metricnames", "Requests,Http4xx")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).path("message").asText())
        .isEqualTo(
            "Failed to find metric configuration for provider: Microsoft.Web, resource Type: sites,"
                + " metric: Http4xx, Valid metrics: Requests,Http5xx");
  }

  @Test
  void onlyWhatIsAskedOfMetricsIsAnswered() {
    List<Column> columns =
        List.of(
            new Column("Time", ColumnType.DATETIME),
            new Column("Metric", ColumnType.STRING),
            new Column("Total", ColumnType.REAL),
            new Column("Average", ColumnType.REAL));
    Instant time = Instant.parse("2026-11-21T01:00:00Z");
    JsonNode reply =
        json(
            answering(
                    complete(
                        columns,
                        List.of(
                            Row.of(time, "Requests", 3.0, 1.5), Row.of(time, "Http5xx", 2.0, 1.0))))
                .reply(
                    get(
                        RESOURCE + "/providers/Microsoft.Insights/metrics",
                        Map.of("metricnames", "Requests", "aggregation", "total"))));
    assertThat(reply.path("value")).hasSize(1);
    JsonNode point = reply.at("/value/0/timeseries/0/data/0");
    assertThat(point.path("total").asDouble()).isEqualTo(3.0);
    assertThat(point.has("average")).isFalse();
  }

  @Test
  void theActivityLogComesInPages() {
    List<Row> rows = IntStream.range(0, 450).mapToObj(i -> Row.of("operation " + i)).toList();
    ScenarioContent content =
        answering(complete(List.of(new Column("Operation", ColumnType.STRING)), rows));
    Map<String, String> query =
        new HashMap<>(Map.of("api-version", "2015-04-01", "$filter", "eventTimestamp ge 'x'"));
    int read = 0;
    String next = "";
    for (int page = 0; page < 3; page++) {
      JsonNode reply =
          json(
              content.reply(
                  get(
                      "/subscriptions/s/providers/Microsoft.Insights/eventtypes/management/values",
                      query)));
      read += reply.path("value").size();
      next = reply.path("nextLink").asText();
      query.put("$skiptoken", next.replaceFirst(".*skiptoken=", ""));
    }
    assertThat(read).isEqualTo(450);
    assertThat(next).isEmpty();
  }

  @Test
  void resourceGraphHasPagesOnlyOfRowsWithTheirIds() {
    List<Row> rows = IntStream.range(0, 5).mapToObj(i -> Row.of("r" + i)).toList();
    for (String column : List.of("id", "name")) {
      ScenarioContent content =
          answering(complete(List.of(new Column(column, ColumnType.STRING)), rows));
      JsonNode reply = json(content.reply(graph("{\"$top\": 2}")));
      assertThat(reply.path("totalRecords").asInt()).isEqualTo(5);
      assertThat(reply.path("count").asInt()).isEqualTo(2);
      assertThat(reply.path("data").path(0).path(column).asText()).isEqualTo("r0");
      assertThat(reply.path("resultTruncated").asText())
          .isEqualTo(Boolean.toString(column.equals("name")));
      assertThat(reply.has("$skipToken")).isEqualTo(column.equals("id"));
    }
  }

  @Test
  void aPageIsFoundByItsToken() {
    List<Row> rows = IntStream.range(0, 5).mapToObj(i -> Row.of("r" + i)).toList();
    ScenarioContent content =
        answering(complete(List.of(new Column("id", ColumnType.STRING)), rows));
    String token = json(content.reply(graph("{\"$top\": 3}"))).path("$skipToken").asText();
    JsonNode last =
        json(
            content.reply(
                graph("{\"resultFormat\": \"table\", \"$skipToken\": \"" + token + "\"}")));
    assertThat(last.at("/data/rows").toString()).isEqualTo("[[\"r3\"],[\"r4\"]]");
    assertThat(last.has("$skipToken")).isFalse();
    assertThat(content.reply(graph("{\"$skipToken\": \"page two\"}")).status()).isEqualTo(400);
  }

  private static StubRequest graph(String options) {
    return post(
        "/providers/Microsoft.ResourceGraph/resources",
        "{\"query\": \"resources | where id == \\\"x\\\"\", \"options\": " + options + "}");
  }
}
