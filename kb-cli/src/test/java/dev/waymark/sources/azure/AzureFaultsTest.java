package dev.waymark.sources.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.GraphQuota;
import dev.waymark.cli.stub.StubContent;
import dev.waymark.cli.stub.StubFault;
import dev.waymark.cli.stub.StubReply;
import dev.waymark.cli.stub.StubRequest;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.sources.live.Freshness;
import dev.waymark.sources.live.LiveLimits;
import dev.waymark.sources.live.LiveQueries;
import dev.waymark.sources.live.Reply;
import dev.waymark.sources.live.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Hooks;

/** Whatever a source does wrong, nothing that failed or is partial passes for an answer. */
@Timeout(60)
class AzureFaultsTest {
  static final StubContent GOOD =
      request -> StubReply.json(good(request.path().toLowerCase(Locale.ROOT)));

  private static final Map<FenceKind, String> BODIES =
      Map.of(
          KqlFence.KIND, "T",
          ResourceGraphFence.KIND, "resources",
          MetricsFence.KIND,
              "resource:"
                  + " /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/N.n/t/r\n"
                  + "metrics: [Requests]\n",
          ActivityLogFence.KIND, "subscription: 00000000-0000-0000-0000-000000000002\n");

  private static String good(String path) {
    if (path.startsWith("/v1/")) {
      return """
          {"tables": [{"name": "PrimaryResult",
            "columns": [{"name": "A", "type": "string"}], "rows": [["x"], ["y"]]}]}
          """;
    }
    if (path.endsWith("/microsoft.resourcegraph/resources")) {
      return """
          {"totalRecords": 1, "count": 1, "resultTruncated": "false", "facets": [],
           "data": {"columns": [{"name": "name", "type": "string"}], "rows": [["a"]]}}
          """;
    }
    if (path.endsWith("/metricdefinitions")) {
      return """
          {"value": [{"id": "x", "name": {"value": "Requests"}, "namespace": "n",
            "metricAvailabilities": [], "dimensions": [], "supportedAggregationTypes": []}]}
          """;
    }
    return path.endsWith("/metrics")
        ? """
          {"cost": 0, "timespan": "PT1H", "interval": "PT5M", "value": []}
          """
        : "{\"value\": []}";
  }

  private static FailureKind kind(Reply reply) {
    assertThat(reply.answer()).isInstanceOf(Answer.Failed.class);
    Answer.Failed failed = (Answer.Failed) reply.answer();
    assertThat(failed.message()).isNotBlank();
    assertThat(failed.hint()).isNotBlank();
    return failed.kind();
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, THROTTLED, YES",
    "THROTTLED_SILENTLY, THROTTLED, YES",
    "UNAVAILABLE, UNREACHABLE, YES",
    "TIMED_OUT, TIMED_OUT, ONCE",
    "UNAUTHORISED, REFUSED, NO",
    "FORBIDDEN, REFUSED, NO",
    "EMPTY, UNREACHABLE, NO",
    "GARBAGE, UNREACHABLE, NO",
    "OTHER_JSON, UNREACHABLE, NO",
    "TRUNCATED, UNREACHABLE, YES",
    "DROPPED, UNREACHABLE, YES",
    "STALLED, TIMED_OUT, NO",
    "SILENT, TIMED_OUT, NO"
  })
  void aFaultIsAFailureWithItsKind(StubFault fault, FailureKind kind, Reply.Again again)
      throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      assertThat(bench.ask(KqlFence.KIND, "T")).isInstanceOf(Answer.Complete.class);
      bench.faults().plan(fault, "", 1);
      Reply reply = bench.once(KqlFence.KIND, "T", Map.of(), Duration.ofSeconds(2));
      assertThat(kind(reply)).as(((Answer.Failed) reply.answer()).message()).isEqualTo(kind);
      assertThat(reply.again()).isEqualTo(again);
      assertThat(bench.ask(KqlFence.KIND, "T")).isInstanceOf(Answer.Complete.class);
    }
  }

  /** Reactor writes a stack trace for each failure that it finds nobody for. */
  @Test
  void aQueryThatIsGivenUpLeavesNoStackTrace() throws Exception {
    List<Throwable> dropped = new CopyOnWriteArrayList<>();
    Hooks.onErrorDropped(dropped::add);
    try (var bench = new AzureBench(GOOD)) {
      for (FenceKind kind : BODIES.keySet()) {
        assertThat(bench.ask(kind, BODIES.get(kind))).isInstanceOf(Answer.Complete.class);
        for (StubFault fault : List.of(StubFault.SILENT, StubFault.STALLED)) {
          bench.faults().plan(fault, "", 1);
          Reply reply = bench.once(kind, BODIES.get(kind), Map.of(), Duration.ofMillis(300));
          assertThat(kind(reply)).isEqualTo(FailureKind.TIMED_OUT);
          bench.faults().clear();
        }
      }
      Thread.sleep(500);
    } finally {
      Hooks.resetOnErrorDropped();
    }
    assertThat(dropped).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StubFault.class)
  void noServiceTakesAFaultForRows(StubFault fault) throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      for (FenceKind kind :
          List.of(ResourceGraphFence.KIND, MetricsFence.KIND, ActivityLogFence.KIND)) {
        assertThat(bench.ask(kind, BODIES.get(kind))).isInstanceOf(Answer.Complete.class);
        if (fault != StubFault.PARTIAL) {
          // The HTTP client sends a GET again by itself when the connection ends.
          bench.faults().plan(fault, "", 20);
          kind(bench.once(kind, BODIES.get(kind), Map.of(), Duration.ofMillis(700)));
          bench.faults().clear();
        }
      }
    }
  }

  @Test
  void aPartialAnswerIsShownAsPartial() throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      bench.faults().plan(StubFault.PARTIAL, "", 1);
      Answer answer = bench.ask(KqlFence.KIND, "T");
      assertThat(answer).isInstanceOf(Answer.Partial.class);
      assertThat(((Answer.Partial) answer).reason())
          .isEqualTo("There were some errors when processing your query.");
    }
  }

  @Test
  void retryAfterReachesTheLayerThatWaits() throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      bench.faults().plan(StubFault.THROTTLED, "", 1);
      assertThat(bench.once(KqlFence.KIND, "T").after()).contains(Duration.ofSeconds(1));
    }
  }

  @Test
  void aCertificateThatIsntTrustedIsRefused() throws Exception {
    try (var bench = new AzureBench(AzureStub.start(GOOD), false)) {
      Reply reply = bench.once(KqlFence.KIND, "T");
      assertThat(kind(reply)).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(((Answer.Failed) reply.answer()).message()).contains("certificate");
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefusedThoughItIsTrusted() throws Exception {
    var stub =
        new AzureStub(
            GOOD, 0, List.of("elsewhere.example"), Clock.systemUTC(), GraphQuota.unlimited());
    try (var bench = new AzureBench(stub, true)) {
      Reply reply = bench.once(KqlFence.KIND, "T");
      assertThat(kind(reply)).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(((Answer.Failed) reply.answer()).message()).contains("certificate");
    }
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    var bench = new AzureBench(GOOD);
    bench.close();
    assertThat(kind(bench.once(KqlFence.KIND, "T"))).isEqualTo(FailureKind.UNREACHABLE);
  }

  @Test
  void aRefusedSignInSaysSo() throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      bench.faults().plan(StubFault.UNAUTHORISED, "/oauth2/", 10);
      Reply reply = bench.once(KqlFence.KIND, "T");
      assertThat(kind(reply)).isEqualTo(FailureKind.REFUSED);
      assertThat(((Answer.Failed) reply.answer()).message())
          .startsWith("Signing in to Azure failed");
    }
  }

  @Test
  void anInterruptedCallIsCancelledAtOnce() throws Exception {
    try (var bench = new AzureBench(GOOD)) {
      bench.ask(KqlFence.KIND, "T");
      bench.faults().plan(StubFault.SILENT, "", 1);
      var replies = new java.util.concurrent.ArrayBlockingQueue<Reply>(1);
      Thread caller = new Thread(() -> replies.add(bench.once(KqlFence.KIND, "T")));
      caller.start();
      Thread.sleep(300);
      caller.interrupt();
      Reply reply = replies.poll(5, TimeUnit.SECONDS);
      assertThat(reply).isNotNull();
      assertThat(kind(reply)).isEqualTo(FailureKind.CANCELLED);
    }
  }

  @Test
  void passingFaultsAreOutlastedWithinTheFencesTime() throws Exception {
    try (var bench = new AzureBench(GOOD);
        var queries =
            new LiveQueries(List.of(bench.azure()), LiveLimits.DEFAULT, Clock.systemUTC())) {
      bench.faults().plan(StubFault.THROTTLED, "", 1);
      bench.faults().plan(StubFault.UNAVAILABLE, "", 1);
      Answer answer = ask(queries);
      assertThat(answer).isInstanceOf(Answer.Complete.class);
      assertThat(answer.provenance().live().orElseThrow().attempts()).isEqualTo(3);
    }
  }

  @Test
  void aTimeOutThatComesAtOnceIsntRepeatedBlindly() throws Exception {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    StubContent slow =
        request -> {
          asked.incrementAndGet();
          return new StubReply(504, Map.of("retry-after", "0"), "");
        };
    try (var bench = new AzureBench(slow);
        var queries =
            new LiveQueries(List.of(bench.azure()), LiveLimits.DEFAULT, Clock.systemUTC())) {
      assertThat(((Answer.Failed) ask(queries)).kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(asked).hasValue(2);
    }
  }

  private static Answer ask(LiveQueries queries) throws Exception {
    BoundQuery query =
        new BoundQuery(KqlFence.KIND, "T", Map.of("workspace", AzureBench.WORKSPACE));
    return queries
        .submit("run", new Request.Ask(1, "s", 1, query), Urgency.NOW, Freshness.NEW)
        .answer()
        .get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "204, '', NO_SOURCE",
    "404, '{\"error\": {\"code\": \"PathNotFoundError\", \"message\": \"gone\"}}', INVALID",
    "403, '{\"error\": \"invalid_grant\", \"error_description\": \"AADSTS70002\"}', REFUSED",
    "400, '', INVALID",
    "418, teapot, UNREACHABLE",
    "302, '', UNREACHABLE",
    "500, <html>, UNREACHABLE"
  })
  void everyStatusIsAFailure(int status, String body, FailureKind kind) throws Exception {
    try (var bench =
        new AzureBench((StubRequest request) -> new StubReply(status, Map.of(), body))) {
      assertThat(kind(bench.once(KqlFence.KIND, "T"))).isEqualTo(kind);
    }
  }
}
