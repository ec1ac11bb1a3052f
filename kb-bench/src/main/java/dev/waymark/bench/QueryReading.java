package dev.waymark.bench;

import dev.waymark.kql.Kql;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** P16: reading and binding queries against cutting the same text into tokens. */
final class QueryReading implements Benchmark {
  private static final int TIMES = 100;
  private static final int BATCHES = 25;

  private static final List<String> QUERIES =
      List.of(
          """
          ApiManagementGatewayLogs
          | where TimeGenerated > ago(window) and ResponseCode >= 500
          | summarize Failed = count(), Slowest = max(TotalTime), percentile(BackendTime, 95)
              by ApiId, BackendResponseCode, bin(TimeGenerated, 5m)
          | order by Failed desc
          | take 20
          """,
          """
          // Which callers are turned away, and why.
          ApiManagementGatewayLogs
          | where TimeGenerated between (ago(1h) .. now())
          | where LastErrorReason in ("RateLimitExceeded", "QuotaExceeded")
          | extend Minute = bin(TimeGenerated, 1m), Caller = coalesce(UserId, CallerIpAddress)
          | summarize Turned = count() by Minute, Caller, LastErrorReason
          | top 10 by Turned desc
          """,
          """
          let failing = AppRequests
          | where TimeGenerated > ago(window) and Success == false
          | project OperationId, Name, ResultCode, DurationMs;
          failing
          | join kind=inner (
              AppDependencies
              | where TimeGenerated > ago(window)
              | project OperationId, Target, DependencyType, ResultCode
            ) on OperationId
          | summarize Calls = dcount(OperationId), arg_max(DurationMs, Name) by Target
          | extend Share = round(100.0 * Calls / toscalar(failing | count), 1)
          """,
          """
          AppExceptions
          | where TimeGenerated > ago(24h)
          | parse OuterMessage with * "connection '" Connection "' timed out after " Seconds:long *
          | where isnotempty(Connection) and Seconds > 30
          | make-series n = count() default = 0 on TimeGenerated from ago(24h) to now() step 1h
              by Connection
          | mv-expand n to typeof(long)
          """);

  @Override
  public String id() {
    return "P16";
  }

  @Override
  public String title() {
    return "read and bind queries, against cutting them into tokens";
  }

  @Override
  public Target target() {
    return Target.atMost(5);
  }

  @Override
  public int warmUps() {
    return 40;
  }

  @Override
  public Rounds prepare() {
    Schemas schemas = SchemaReader.folder(Checkout.SCHEMAS);
    return new Readings(schemas, QUERIES.stream().map(QueryText::of).toList());
  }

  private record Readings(Schemas schemas, List<QueryText> texts) implements Rounds {
    private static final Map<String, ColumnType> PARAMETERS = Map.of("window", ColumnType.TIMESPAN);

    @Override
    public double round() throws Exception {
      double ours = Stopwatch.medianNanos(BATCHES, () -> repeat(this::readAndBind));
      double tokens = Stopwatch.medianNanos(BATCHES, () -> repeat(Readings::tokens));
      return ours / tokens;
    }

    private void repeat(Consumer<QueryText> work) {
      for (int i = 0; i < TIMES; i++) {
        texts.forEach(work);
      }
    }

    private void readAndBind(QueryText text) {
      Query query = Kql.parse(text).value().orElseThrow();
      if (Kql.check(query, schemas, PARAMETERS).hasErrors()) {
        throw new IllegalStateException("not bound: " + text.text());
      }
    }

    private static void tokens(QueryText text) {
      if (KqlLexer.tokens(text.text()).isEmpty()) {
        throw new IllegalStateException("no tokens");
      }
    }
  }
}
