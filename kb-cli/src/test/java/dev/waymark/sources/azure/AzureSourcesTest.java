package dev.waymark.sources.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.StubReply;
import dev.waymark.cli.stub.StubRequest;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AzureSourcesTest {
  private static final String EVERY_TYPE =
      """
      {"tables": [{"name": "PrimaryResult", "columns": [
        {"name": "B", "type": "bool"}, {"name": "I", "type": "int"}, {"name": "L", "type": "long"},
        {"name": "R", "type": "real"}, {"name": "D", "type": "decimal"},
        {"name": "S", "type": "string"}, {"name": "T", "type": "datetime"},
        {"name": "Z", "type": "timespan"}, {"name": "G", "type": "guid"},
        {"name": "Y", "type": "dynamic"}],
       "rows": [
        [true, 7, 9007199254740993, 0.1, "0.10101", "x", "2026-11-21T06:00:00.1234567Z",
         "1.02:03:04.0000005", "74be27de-1e4e-49d9-b579-fe0b331d3642", "{\\"a\\":[1,2.5,null]}"],
        [null, null, null, null, null, null, null, null, null, null],
        [false, -1, -1, "NaN", "-1", "", "0001-01-01T00:00:00Z", "-00:00:01",
         "00000000-0000-0000-0000-000000000000", "plain text"]]}],
       "statistics": {"query": {"executionTime": 0.25,
         "inputDatasetStatistics": {"rows": {"scanned": 4200}}}}}
      """;

  private final List<StubRequest> requests = new ArrayList<>();

  private AzureBench answering(String... bodies) throws IOException {
    var left = new ArrayList<>(List.of(bodies));
    return new AzureBench(
        request -> {
          requests.add(request);
          return StubReply.json(left.size() > 1 ? left.remove(0) : left.get(0));
        });
  }

  private AzureBench refusing(int status, String body) throws IOException {
    return new AzureBench(request -> new StubReply(status, Map.of(), body));
  }

  private static Answer.Complete complete(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Complete.class);
    return (Answer.Complete) answer;
  }

  private static String failure(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    Answer.Failed failed = (Answer.Failed) answer;
    return failed.kind() + ": " + failed.message() + " / " + failed.hint();
  }

  @Test
  void everyColumnTypeIsDecodedExactly() throws Exception {
    try (var bench = answering(EVERY_TYPE)) {
      Answer.Complete answer = complete(bench.ask(KqlFence.KIND, "T"));
      assertThat(answer.table().columns())
          .extracting(Column::type)
          .containsExactly(
              ColumnType.BOOL,
              ColumnType.INT,
              ColumnType.LONG,
              ColumnType.REAL,
              ColumnType.DECIMAL,
              ColumnType.STRING,
              ColumnType.DATETIME,
              ColumnType.TIMESPAN,
              ColumnType.GUID,
              ColumnType.DYNAMIC);
      List<Object> list = new ArrayList<>(List.of(1L, 2.5));
      list.add(null);
      assertThat(answer.table().rows())
          .containsExactly(
              Row.of(
                  true,
                  7,
                  9007199254740993L,
                  0.1,
                  new BigDecimal("0.10101"),
                  "x",
                  Instant.parse("2026-11-21T06:00:00.1234567Z"),
                  Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4).plusNanos(500),
                  UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"),
                  Map.of("a", list)),
              Row.of(null, null, null, null, null, "", null, null, null, null),
              Row.of(
                  false,
                  -1,
                  -1L,
                  Double.NaN,
                  new BigDecimal("-1"),
                  "",
                  Instant.parse("0001-01-01T00:00:00Z"),
                  Duration.ofSeconds(-1),
                  new UUID(0, 0),
                  "plain text"));
    }
  }

  @Test
  void aTableWithoutRowsKeepsItsColumns() throws Exception {
    String none =
        """
        {"tables": [{"name": "PrimaryResult", "columns": [{"name": "A", "type": "long"}],
          "rows": []}]}
        """;
    try (var bench = answering(none)) {
      Answer.Complete answer = complete(bench.ask(KqlFence.KIND, "T"));
      assertThat(answer.table().columns()).containsExactly(new Column("A", ColumnType.LONG));
      assertThat(answer.table().rows()).isEmpty();
    }
  }

  @Test
  void anAnswerSaysWhereItCameFrom() throws Exception {
    try (var bench = answering(EVERY_TYPE)) {
      Answer answer = bench.ask(KqlFence.KIND, "T");
      assertThat(answer.provenance().source()).isEqualTo("Log Analytics");
      assertThat(answer.provenance().recorded()).isFalse();
      LiveCall call = answer.provenance().live().orElseThrow();
      assertThat(call.target()).isEqualTo(AzureBench.WORKSPACE);
      assertThat(call.identity()).hasValueSatisfying(id -> assertThat(id).contains("application"));
      assertThat(call.statistics())
          .containsEntry("rows scanned", "4200")
          .containsEntry("execution time in s", "0.25");
      assertThat(call.attempts()).isEqualTo(1);
      assertThat(requests.get(0).path())
          .isEqualTo("/v1/workspaces/" + AzureBench.WORKSPACE + "/query");
    }
  }

  private static final String TWO = "11111111-2222-3333-4444-666666666666";

  @Test
  void aResourceIsAskedByItsIdAndSeveralWorkspacesAtOnce() throws Exception {
    String resource =
        "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/Microsoft.ApiManagement/service/a";
    try (var bench = answering(EVERY_TYPE)) {
      complete(
          bench
              .once(KqlFence.KIND, "T", Map.of("resource", resource), Duration.ofSeconds(20))
              .answer());
      complete(
          bench
              .once(
                  KqlFence.KIND,
                  "T",
                  Map.of("workspace", AzureBench.WORKSPACE + ", " + TWO),
                  Duration.ofSeconds(20))
              .answer());
      assertThat(requests.get(0).path()).isEqualTo("/v1" + resource + "/query");
      assertThat(requests.get(1).path())
          .isEqualTo("/v1/workspaces/" + AzureBench.WORKSPACE + "/query");
      assertThat(requests.get(1).body()).contains("\"workspaces\":[\"" + TWO + "\"]");
    }
  }

  @Test
  void moreRowsThanTheFenceAllowsArePartial() throws Exception {
    try (var bench = answering(EVERY_TYPE)) {
      Answer answer =
          bench.once(KqlFence.KIND, "T", Map.of("rows", "2"), Duration.ofSeconds(20)).answer();
      assertThat(answer).isInstanceOf(Answer.Partial.class);
      assertThat(((Answer.Partial) answer).reason())
          .isEqualTo("Only the first 2 of 3 rows are here");
      assertThat(((Answer.Partial) answer).table().rows()).hasSize(2);
    }
  }

  @Test
  void anErrorBesideTheRowsIsPartialAndSaysWhy() throws Exception {
    String partial =
        EVERY_TYPE.strip().replaceFirst("}$", "")
            + """
            , "error": {"code": "PartialError", "message": "There were some errors.",
               "details": [{"code": "EngineError", "message": "Something went wrong.",
               "innererror": {"code": "-21", "message": "Results may be incomplete."}}]}}
            """;
    try (var bench = answering(partial)) {
      Answer answer = bench.ask(KqlFence.KIND, "T");
      assertThat(answer).isInstanceOf(Answer.Partial.class);
      assertThat(((Answer.Partial) answer).reason())
          .contains("There were some errors.")
          .contains("Results may be incomplete.");
    }
  }

  @Test
  void aWrongQueryIsShownInTheLinesOfTheFence() throws Exception {
    String body =
        """
        {"error": {"message": "The request had some invalid properties", "code": "BadArgumentError",
         "innererror": {"code": "SyntaxError", "message": "A recognition error occurred.",
         "innererror": {"code": "SYN0002", "message": "Query could not be parsed at 'wher'",
         "line": 4, "pos": 2, "token": "wher"}}}}
        """;
    try (var bench = refusing(400, body)) {
      String text = "let window = 1h;\nlet apim = \"x\";\nT\n| wher a\n";
      assertThat(
              failure(
                  bench
                      .once(KqlFence.KIND, text, Map.of("bound-lines", "2"), Duration.ofSeconds(20))
                      .answer()))
          .isEqualTo(
              "INVALID: Log Analytics doesn't understand the query at line 2, column 3 of the"
                  + " fence: Query could not be parsed at 'wher' / Mend the entry, or look by hand"
                  + " and take a branch. The line is `| wher a`.");
    }
  }

  @Test
  void resourceGraphIsReadPageByPage() throws Exception {
    String first =
        """
        {"totalRecords": 3, "count": 2, "resultTruncated": "false", "facets": [],
         "data": {"columns": [{"name": "name", "type": "string"}, {"name": "n", "type": "integer"},
           {"name": "p", "type": "object"}],
          "rows": [["a", 1, {"k": [1]}], ["b", null, null]]}, "$skipToken": "more"}
        """;
    String second =
        """
        {"totalRecords": 3, "count": 1, "resultTruncated": "false", "facets": [],
         "data": {"columns": [{"name": "name", "type": "string"}, {"name": "n", "type": "integer"},
           {"name": "p", "type": "object"}], "rows": [["c", 3, {}]]}}
        """;
    try (var bench = answering(first, second)) {
      Answer.Complete answer = complete(bench.ask(ResourceGraphFence.KIND, "resources"));
      assertThat(answer.table().rows())
          .containsExactly(
              Row.of("a", 1L, Map.of("k", List.of(1L))),
              Row.of("b", null, null),
              Row.of("c", 3L, Map.of()));
      assertThat(requests.get(1).body()).contains("\"$skipToken\":\"more\"");
    }
  }

  @Test
  void aTruncatedGraphAnswerIsPartial() throws Exception {
    String body =
        """
        {"totalRecords": 9, "count": 1, "resultTruncated": "true", "facets": [],
         "data": [{"name": "a"}]}
        """;
    try (var bench = answering(body)) {
      assertThat(bench.ask(ResourceGraphFence.KIND, "resources"))
          .isInstanceOf(Answer.Partial.class);
    }
  }

  private static final String METRIC =
      """
      resource: /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/P/t/r
      metrics: [Requests]
      aggregations: [Total, Average]
      interval: 5m
      window: 1h
      filter: "BackendResponseCode eq '*'"
      """;
  private static final String DEFINITIONS =
      """
      {"value": [{"id": "x", "name": {"value": "Requests"}, "namespace": "n",
          "metricAvailabilities": [], "dimensions": [], "supportedAggregationTypes": []},
        {"id": "y", "name": {"value": "Capacity"}, "namespace": "n",
          "metricAvailabilities": [], "dimensions": [], "supportedAggregationTypes": []}]}
      """;

  @Test
  void metricsAreATableOfTimesMetricsAndDimensions() throws Exception {
    String values =
        """
        {"cost": 0, "timespan": "2026-11-21T05:00:00Z/2026-11-21T06:00:00Z", "interval": "PT5M",
         "value": [{"id": "x", "type": "t", "name": {"value": "Requests"}, "unit": "Count",
          "errorCode": "Success", "timeseries": [{"metadatavalues":
           [{"name": {"value": "backendresponsecode"}, "value": "502"}],
           "data": [{"timeStamp": "2026-11-21T05:00:00Z", "total": 3.0, "average": 1.5},
                    {"timeStamp": "2026-11-21T05:05:00Z"}]}]}]}
        """;
    try (var bench = answering(DEFINITIONS, values)) {
      Answer.Complete answer = complete(bench.ask(MetricsFence.KIND, METRIC));
      assertThat(answer.table().columns())
          .extracting(Column::name)
          .containsExactly("Time", "Metric", "BackendResponseCode", "Total", "Average");
      assertThat(answer.table().rows())
          .containsExactly(
              Row.of(Instant.parse("2026-11-21T05:00:00Z"), "Requests", "502", 3.0, 1.5),
              Row.of(Instant.parse("2026-11-21T05:05:00Z"), "Requests", "502", null, null));
      assertThat(requests.get(1).query())
          .containsEntry("interval", "PT5M")
          .containsEntry("$filter", "BackendResponseCode eq '*'");
      assertThat(answer.provenance().live().orElseThrow().window()).isPresent();
    }
  }

  @Test
  void anUnknownMetricIsNamedBeforeItIsAsked() throws Exception {
    try (var bench = answering(DEFINITIONS)) {
      assertThat(failure(bench.ask(MetricsFence.KIND, METRIC.replace("[Requests]", "[Request]"))))
          .startsWith(
              "INVALID:"
                  + " `/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/P/t/r`"
                  + " has no metric")
          .endsWith("Did you mean `Requests`?");
      assertThat(requests).hasSize(1);
    }
  }

  @Test
  void changesComeFromTheActivityLog() throws Exception {
    String first =
        """
        {"value": [{"eventTimestamp": "2026-11-21T05:00:00Z", "caller": "ann@example.com",
          "operationName": {"value": "Microsoft.ApiManagement/service/write"},
          "status": {"value": "Succeeded"}, "resourceId": "/r", "resourceGroupName": "g",
          "category": {"value": "Administrative"}, "level": "Informational",
          "correlationId": "c", "description": ""}]}
        """;
    try (var bench = answering(first)) {
      Answer.Complete answer =
          complete(
              bench.ask(
                  ActivityLogFence.KIND,
                  """
                  resource: /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g
                  window: 2h
                  """));
      assertThat(answer.table().rows())
          .containsExactly(
              Row.of(
                  Instant.parse("2026-11-21T05:00:00Z"),
                  "Microsoft.ApiManagement/service/write",
                  "Succeeded",
                  "ann@example.com",
                  "/r",
                  "g",
                  "Administrative",
                  "Informational",
                  "c",
                  ""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "resource: SUB, ||",
        "resource: SUB/resourceGroups/g, | and resourceGroupName eq 'g'|",
        "resource: SUB/resourceGroups/g/providers/P/t/r, | and resourceUri eq"
            + " 'SUB/resourceGroups/g/providers/P/t/r'|",
        "resource-group: g, | and resourceGroupName eq 'g'|",
        "window: 2h, ||"
      })
  void theActivityLogIsFilteredAsItAllows(String body, String filter) throws Exception {
    String subscription = "/subscriptions/00000000-0000-0000-0000-000000000002";
    String text =
        body.replace("SUB", subscription)
            + (body.startsWith("resource:")
                ? "\n"
                : "\nsubscription: 00000000-0000-0000-0000-000000000002\n");
    try (var bench = answering("{\"value\": []}")) {
      complete(bench.ask(ActivityLogFence.KIND, text));
      assertThat(requests.get(0).query().get("$filter"))
          .matches("eventTimestamp ge '[^']+' and eventTimestamp le '[^']+'.*")
          .endsWith("Z'" + filter.replace("SUB", subscription));
    }
  }

  @Test
  void theLongestWindowOfTheActivityLogIsStillKept() throws Exception {
    try (var bench = answering("{\"value\": []}")) {
      complete(
          bench.ask(
              ActivityLogFence.KIND,
              "subscription: 00000000-0000-0000-0000-000000000002\nwindow: 90d\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Total, PT5M, '', ''",
    "Average, PT5M, The metric `Requests` has no `Total`, It has Average.",
    "Total, PT1H, The metric `Requests` isn't kept every 5m, It is every 1h."
  })
  void whatAMetricIsntKeptForIsToldBeforeItIsAsked(
      String aggregation, String grain, String message, String hint) throws Exception {
    String definitions =
        """
        {"value": [{"id": "x", "name": {"value": "Requests"}, "namespace": "n",
          "metricAvailabilities": [{"timeGrain": "%s", "retention": "P93D"}],
          "dimensions": [], "supportedAggregationTypes": ["%s"]}]}
        """
            .formatted(grain, aggregation);
    try (var bench =
        answering(definitions, "{\"cost\": 0, \"timespan\": \"PT1H\", \"value\": []}")) {
      Answer answer = bench.ask(MetricsFence.KIND, METRIC.replace("[Total, Average]", "[Total]"));
      if (message.isEmpty()) {
        complete(answer);
      } else {
        assertThat(failure(answer)).isEqualTo("INVALID: " + message + " / " + hint);
        assertThat(requests).hasSize(1);
      }
    }
  }

  @Test
  void aNextPageElsewhereIsNotFollowed() throws Exception {
    try (var bench =
        answering("{\"value\": [], \"nextLink\": \"https://elsewhere.example/steal\"}")) {
      assertThat(
              failure(
                  bench.ask(
                      ActivityLogFence.KIND,
                      "subscription: 00000000-0000-0000-0000-000000000002\n")))
          .startsWith("UNREACHABLE: The reply of Activity log points to another server");
    }
  }
}
