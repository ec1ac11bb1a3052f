package dev.waymark.sources.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.cli.stub.StubReply;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.sources.live.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Azure really sent, recorded by others, through the real clients. */
@Timeout(60)
class RecordingsTest {
  private static final Path WIRE = wire();

  /** One recorded reply. */
  private record Recorded(String address, int status, Map<String, String> headers, String body) {
    StubReply reply() {
      Map<String, String> kept = new HashMap<>();
      headers.forEach(
          (name, value) -> {
            if (name.equalsIgnoreCase("retry-after")) {
              kept.put(name, value);
            }
          });
      return new StubReply(status, kept, body);
    }
  }

  private static Path wire() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolve("../shared/corpora/wire").normalize();
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    return Path.of("../shared/corpora/wire");
  }

  @BeforeEach
  void recordingsAreThere() {
    assumeTrue(Files.isDirectory(WIRE), "no recordings in ../shared/corpora/wire");
  }

  private static List<Recorded> read(String file) throws IOException {
    JsonNode root = JsonMapper.builder().build().readTree(Files.readString(WIRE.resolve(file)));
    List<Recorded> recorded = new ArrayList<>();
    if (root.has("Entries")) {
      for (JsonNode entry : root.get("Entries")) {
        recorded.add(
            recorded(
                entry.path("RequestUri").asText(),
                entry.path("StatusCode"),
                entry.path("ResponseHeaders"),
                entry.path("ResponseBody")));
      }
      return recorded;
    }
    for (JsonNode entry : root.isArray() ? root : List.of(root)) {
      JsonNode response = entry.has("response") ? entry.get("response") : entry;
      recorded.add(
          recorded(
              entry.path("request").path("uri").asText(entry.path("name").asText()),
              response.path("status"),
              response.path("headers"),
              response.path("body")));
    }
    return recorded;
  }

  private static Recorded recorded(
      String address, JsonNode status, JsonNode headers, JsonNode body) {
    Map<String, String> all = new HashMap<>();
    headers.properties().forEach(field -> all.put(field.getKey(), field.getValue().asText()));
    return new Recorded(
        address, status.asInt(), all, body.isNull() || body.isMissingNode() ? "" : body.toString());
  }

  private static Reply ask(FenceKind kind, Recorded recorded) throws IOException {
    return ask(kind, recorded.reply(), kind.equals(ResourceGraphFence.KIND) ? "resources" : "T");
  }

  private static Reply ask(FenceKind kind, StubReply reply, String text) throws IOException {
    try (var bench = new AzureBench(request -> reply)) {
      return bench.once(kind, text);
    }
  }

  private static Table complete(Reply reply) {
    assertThat(reply.answer()).isInstanceOf(Answer.Complete.class);
    return ((Answer.Complete) reply.answer()).table();
  }

  private static Answer.Failed failed(Reply reply) {
    assertThat(reply.answer()).isInstanceOf(Answer.Failed.class);
    return (Answer.Failed) reply.answer();
  }

  @Test
  void everyColumnType() throws Exception {
    Recorded recorded =
        read("log-analytics-go-recordings/TestQueryWorkspace_AdvancedQuerySuccess.json").get(0);
    Reply reply = ask(KqlFence.KIND, recorded);
    Table table = complete(reply);
    assertThat(table.rows()).hasSize(100);
    Row full =
        table.rows().stream()
            .filter(row -> row.values().get(table.indexOf("Guid")) != null)
            .findFirst()
            .orElseThrow();
    Map<String, Object> dynamic =
        Map.of("a", 123L, "b", "hello", "c", List.of(1L, 2L, 3L), "d", Map.of());
    assertThat(full.values().subList(table.indexOf("DateTime"), table.columns().size()))
        .containsExactly(
            Instant.parse("2015-12-31T23:59:59.9Z"),
            false,
            UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"),
            12345,
            1L,
            12345.6789,
            "string value",
            Duration.ofSeconds(10),
            new BigDecimal("0.10101"),
            dynamic);
    assertThat(reply.answer().provenance().live().orElseThrow().statistics())
        .containsEntry("rows scanned", "0")
        .containsEntry("peak memory in bytes", "8192624");
  }

  @ParameterizedTest
  @CsvSource({
    "log-analytics-go-recordings/TestQueryWorkspace_BasicQuerySuccess.json",
    "log-analytics-go-recordings/TestQueryWorkspace_MultipleWorkspaces.json",
    "log-analytics/java-visualization-statistics.json",
    "log-analytics/test_query.json",
    "app-insights/test_query_execute.json",
    "app-insights/test_query_execute_with_different_offset.json"
  })
  void everyRecordedTableHasItsColumnsAndRows(String file) throws Exception {
    List<Recorded> tables =
        read(file).stream().filter(one -> one.body().contains("\"tables\"")).toList();
    assertThat(tables).isNotEmpty();
    for (Recorded recorded : tables) {
      JsonNode primary =
          JsonMapper.builder().build().readTree(recorded.body()).path("tables").path(0);
      Table table = complete(ask(KqlFence.KIND, recorded));
      assertThat(table.columns()).hasSize(primary.path("columns").size());
      assertThat(table.rows()).hasSize(primary.path("rows").size());
    }
  }

  /** A batch holds replies as they are sent alone. */
  @Test
  void everyReplyOfEveryBatch() throws Exception {
    List<Class<?>> seen = new ArrayList<>();
    for (String name :
        List.of("AdvancedQuerySuccess", "QuerySuccess", "PartialError", "BasicQueryFailure")) {
      Recorded batch = read("log-analytics-go-recordings/TestQueryBatch_" + name + ".json").get(0);
      JsonNode responses = JsonMapper.builder().build().readTree(batch.body()).path("responses");
      for (JsonNode response : responses) {
        StubReply reply =
            new StubReply(
                response.path("status").asInt(), Map.of(), response.path("body").toString());
        seen.add(ask(KqlFence.KIND, reply, "T").answer().getClass());
      }
    }
    assertThat(seen).contains(Answer.Complete.class, Answer.Failed.class);
  }

  @Test
  void rowsWithAnErrorBesideThem() throws Exception {
    Recorded recorded =
        read("log-analytics-go-recordings/TestQueryWorkspace_PartialError.json").get(0);
    Answer answer = ask(KqlFence.KIND, recorded).answer();
    assertThat(answer).isInstanceOf(Answer.Partial.class);
    assertThat(((Answer.Partial) answer).table())
        .isEqualTo(
            new Table(
                List.of(new Column("percentile_x_50", ColumnType.LONG)), List.of(Row.of(2L))));
    assertThat(((Answer.Partial) answer).reason()).contains("E_OVERFLOW");
  }

  @Test
  void aResourceWithoutASubscriptionIsUnknown() throws Exception {
    Answer.Failed failed =
        failed(
            ask(
                KqlFence.KIND,
                read("log-analytics-go-recordings/TestQueryResource_BasicQueryFailure.json")
                    .get(0)));
    assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(failed.message()).contains("did not have a subscription");
  }

  @Test
  void aSyntaxErrorHasItsPlace() throws Exception {
    Recorded recorded =
        read("log-analytics-go-recordings/TestQueryWorkspace_BasicQueryFailure.json").get(0);
    Answer.Failed failed = failed(ask(KqlFence.KIND, recorded.reply(), "not a valid query"));
    assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(failed.message()).contains("line 1, column 5 of the fence");
    assertThat(failed.hint()).contains("`not a valid query`");
  }

  @Test
  void theWholeCatalogueOfErrors() throws Exception {
    Map<String, FailureKind> expected =
        Map.ofEntries(
            Map.entry("gateway-timeout-504", FailureKind.TIMED_OUT),
            Map.entry("syntax-error-400-doc", FailureKind.INVALID),
            Map.entry("no-authorization-401", FailureKind.REFUSED),
            Map.entry("invalid-token-403", FailureKind.REFUSED),
            Map.entry("wrong-audience-403", FailureKind.REFUSED),
            Map.entry("insufficient-access-403", FailureKind.REFUSED),
            Map.entry("unauthorized-client-403", FailureKind.REFUSED),
            Map.entry("resource-no-access-403", FailureKind.REFUSED),
            Map.entry("oauth-invalid-grant-403", FailureKind.REFUSED),
            Map.entry("path-not-found-404", FailureKind.INVALID),
            Map.entry("resource-not-found-404", FailureKind.INVALID),
            Map.entry("missing-json-200-empty", FailureKind.UNREACHABLE),
            Map.entry("no-data-204", FailureKind.NO_SOURCE),
            Map.entry("throttled-429", FailureKind.THROTTLED));
    Map<String, FailureKind> got = new HashMap<>();
    for (Recorded recorded : read("log-analytics/error-catalogue.json")) {
      got.put(recorded.address(), failed(ask(KqlFence.KIND, recorded)).kind());
    }
    assertThat(got).isEqualTo(expected);
  }

  @Test
  void resourceGraphsPages() throws Exception {
    Recorded first = read("resource-graph/test_paged_query.json").get(0);
    Recorded second = read("resource-graph/test_skip_token_query.json").get(0);
    var left = new ArrayList<>(List.of(first.reply(), second.reply(), last(second).reply()));
    try (var bench = new AzureBench(request -> left.remove(0))) {
      Answer answer = bench.ask(ResourceGraphFence.KIND, "project id");
      Table table = ((Answer.Complete) answer).table();
      assertThat(table.rows()).hasSize(9);
      assertThat(table.columns()).containsExactly(new Column("id", ColumnType.STRING));
    }
  }

  /** The same page without a token for a further one. */
  private static Recorded last(Recorded page) {
    return new Recorded(
        page.address(),
        page.status(),
        page.headers(),
        page.body().replaceFirst(",\"\\$skipToken\":\"[^\"]*\"", ""));
  }

  @Test
  void resourceGraphsObjects() throws Exception {
    Table table =
        complete(ask(ResourceGraphFence.KIND, read("resource-graph/test_query.json").get(0)));
    assertThat(table.columns())
        .extracting(Column::name)
        .containsExactly("id", "tags", "properties");
    assertThat(table.rows().get(0).values().get(2)).isInstanceOf(Map.class);
  }

  @Test
  void resourceGraphsErrors() throws Exception {
    Answer.Failed failed =
        failed(
            ask(
                ResourceGraphFence.KIND,
                read("resource-graph/test_query_error.json").get(0).reply(),
                "resources | where id == 'x'"));
    assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
    assertThat(failed.message()).contains("line 1, column 12");
  }

  @Test
  void everyOtherGraphReply() throws Exception {
    try (Stream<Path> files = Files.list(WIRE.resolve("resource-graph"))) {
      for (Path file : files.sorted().toList()) {
        for (Recorded recorded : read("resource-graph/" + file.getFileName())) {
          boolean rows = recorded.status() == 200 && recorded.body().contains("\"data\"");
          Answer answer = ask(ResourceGraphFence.KIND, last(recorded)).answer();
          assertThat(answer instanceof Answer.Failed).as(file + " " + answer).isEqualTo(!rows);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Test
  void metricDefinitionsNameTheMetrics() throws Exception {
    Recorded recorded =
        read("log-analytics-go-recordings/TestNewListDefinitionsPager_Success.json").get(0);
    Answer.Failed failed =
        failed(
            ask(
                MetricsFence.KIND,
                recorded.reply(),
                """
                resource: /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/n/t/r
                metrics: [HttpIncomingRequestCoun]
                """));
    assertThat(failed.hint()).isEqualTo("Did you mean `HttpIncomingRequestCount`?");
  }
}
