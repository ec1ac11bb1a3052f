package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.batch.QueryBatch;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlTest {
  private static final Schemas SCHEMAS = SchemaReader.folder(Path.of("../kb-content/schemas"));
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Map<String, ColumnType> PARAMETERS =
      Map.of("window", ColumnType.TIMESPAN, "apim", ColumnType.STRING);

  private static Query query(String kql) {
    StageResult<Query> parsed = Kql.parse(QueryText.of(kql));
    assertThat(parsed.issues()).isEmpty();
    return parsed.value().orElseThrow();
  }

  private static String columns(String kql) {
    StageResult<List<Column>> checked = Kql.check(query(kql), SCHEMAS, PARAMETERS);
    assertThat(checked.issues()).isEmpty();
    return checked.value().orElseThrow().stream()
        .map(c -> c.name() + ":" + c.type().kustoName())
        .collect(Collectors.joining(" "));
  }

  private static String told(List<Issue> issues) {
    return issues.stream()
        .map(i -> i.code().code() + " " + i.message() + " → " + i.hint())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "ApiManagementGatewayLogs | where TimeGenerated > ago(window) | summarize count(),"
            + " avg(TotalTime), dcount(ApiId) by bin(TimeGenerated, 5m)¦TimeGenerated:datetime"
            + " count_:long avg_TotalTime:real dcount_ApiId:long",
        "ApiManagementGatewayLogs | summarize percentiles(TotalTime, 50, 99.9) by"
            + " ApiId¦ApiId:string percentile_TotalTime_50:long percentile_TotalTime_99_9:long",
        "Resources | where id =~ apim | project name, Tier = tostring(sku.name),"
            + " properties.state¦name:string Tier:string properties_state:dynamic",
        "Heartbeat | summarize arg_max(TimeGenerated, OSType) by Computer | join kind=leftouter"
            + " (Heartbeat | summarize count() by Computer) on Computer¦Computer:string"
            + " TimeGenerated:datetime OSType:string Computer1:string count_:long",
        "AppRequests | make-series n=count() on TimeGenerated from ago(1d) to now() step 1h by"
            + " Name¦Name:string n:dynamic TimeGenerated:dynamic",
        "AppTraces | parse Message with 'id=' Id:long ' ' Rest | project Id, Rest, strlen(Rest), 1"
            + " + Id¦Id:long Rest:string Column1:long Column2:long",
        "let f = (t: string) { AppRequests | where Name == t }; f('a') | count¦Count:long",
        "print 1, x = 'a', now()¦print_0:long x:string print_2:datetime",
      })
  void namesAndTypesTheColumns(String kql, String expected) {
    assertThat(columns(kql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "ApiManagementGatewayLog | count¦QL10 There is no table `ApiManagementGatewayLog` → Did you"
            + " mean `ApiManagementGatewayLogs`?",
        "ApiManagementGatewayLogs | where BackendResponsCode > 500¦QL11 There is no column"
            + " `BackendResponsCode` → Did you mean `BackendResponseCode`?",
        "ApiManagementGatewayLogs | where LastError == 'x'¦QL11 There is no column `LastError` →"
            + " Did you mean `LastErrorScope`, `LastErrorReason`, `LastErrorSource`,"
            + " `LastErrorElapsed`, `LastErrorMessage` or `LastErrorSection`?",
        "AppRequests | project Code¦QL11 There is no column `Code` → Did you mean `ResultCode`?",
        "AppRequests | extend a = parse_js(Name)¦QL12 There is no function `parse_js` → Did you"
            + " mean `parse_csv` or `parse_json`?",
        "AppRequests | extend a = tolowr(Name)¦QL12 There is no function `tolowr` → Did you mean"
            + " `tolower`?",
        "AppRequests | where Name > 5¦QL14 `>` doesn't take string and long → Convert one of them.",
        "AppRequests | extend a = strlen()¦QL13 `strlen` doesn't take () → It takes: strlen(string)"
            + " long.",
        "AppRequests | where Success = true¦QL13 A single `=` gives a name; it doesn't compare →"
            + " Compare with ==, or =~ to ignore case.",
        "AppRequests | extend r = row_number()¦QL13 `row_number` needs rows in an order → Sort or"
            + " serialize the rows first.",
        "AppRequests | summarize count() by Properties¦QL14 `Properties` is dynamic, and can't tell"
            + " rows apart → Give it a type first: tostring(Properties).",
        "Mine_CL | where a == 1¦QL15 Nothing is known of the custom table `Mine_CL` → Describe its"
            + " columns in the schemas to have them checked.",
        "Mine_CL | summarize s = sum(a) | where s > 5¦QL15 Nothing is known of the custom table"
            + " `Mine_CL` → Describe its columns in the schemas to have them checked.",
        "AppRequests | where TimeGenerated > datetime(soon)¦QL05 `datetime(soon)` isn't of type"
            + " datetime → Write it as Kusto does, such as datetime(2026-11-01 10:00).",
      })
  void tellsWhatIsWrong(String kql, String expected) {
    assertThat(told(Kql.check(query(kql), SCHEMAS, PARAMETERS).issues())).isEqualTo(expected);
  }

  @Test
  void columnsThatDependOnDataAreLeftOpen() {
    StageResult<List<Column>> checked =
        Kql.check(
            query("AppRequests | project Name | evaluate pivot(Name) | where whatever > 1"),
            SCHEMAS,
            Map.of());
    assertThat(checked.issues()).isEmpty();
    assertThat(checked.value()).isEmpty();
  }

  @Test
  void evaluatesWithParametersAndTheGivenTime() {
    var table =
        new Table(
            List.of(
                new Column("TimeGenerated", ColumnType.DATETIME),
                new Column("Code", ColumnType.INT)),
            List.of(
                Row.of(Instant.parse("2026-11-01T11:59:00Z"), 502),
                Row.of(Instant.parse("2026-11-01T10:00:00Z"), 502),
                Row.of(Instant.parse("2026-11-01T11:58:00Z"), 200)));
    StageResult<Table> answer =
        Kql.evaluate(
            query(
                "T | where TimeGenerated > ago(window) | summarize n = count() by Code | order by"
                    + " Code asc"),
            Map.of("T", table),
            Map.of("window", Duration.ofHours(1)),
            NOW,
            Limits.STANDARD);
    assertThat(answer.value().orElseThrow().rows())
        .containsExactly(Row.of(200, 1L), Row.of(502, 1L));
  }

  @Test
  void stopsAtItsLimits() {
    Query endless = query("range x from 1 to 100000000 step 1 | count");
    var few = new Limits(1_000, 1L << 28, Duration.ofSeconds(5), () -> false);
    assertThat(told(Kql.evaluate(endless, Map.of(), Map.of(), NOW, few).issues()))
        .isEqualTo("QL40 Stopped: more than 1,000 rows on the way → Filter earlier.");
    var cancelled = new Limits(Long.MAX_VALUE, 1L << 28, Duration.ofSeconds(5), () -> true);
    assertThat(told(Kql.evaluate(endless, Map.of(), Map.of(), NOW, cancelled).issues()))
        .isEqualTo("QL40 Stopped: cancelled → Ask again.");
    var brief = new Limits(Long.MAX_VALUE, 1L << 28, Duration.ofMillis(20), () -> false);
    assertThat(told(Kql.evaluate(endless, Map.of(), Map.of(), NOW, brief).issues()))
        .isEqualTo("QL40 Stopped: more than 20 ms → Filter earlier.");
  }

  @Test
  void answersLinesOfJson() {
    var batch = new QueryBatch(Map.of(), () -> NOW, Limits.STANDARD);
    assertThat(
            batch.evaluate(
                1, "{\"id\": 7, \"kql\": \"print a = 1, t = now(), d = dynamic([1, 'x'])\"}"))
        .isEqualTo(
            "{\"id\":7,\"columns\":[{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"t\",\"type\":\"datetime\"},{\"name\":\"d\",\"type\":\"dynamic\"}],"
                + "\"rows\":[[1,\"2026-11-01T12:00:00.0000000Z\",[1,\"x\"]]]}");
    assertThat(batch.evaluate(2, "{\"id\": \"b\", \"kql\": \"print 1\\n| reduce by print_0\"}"))
        .contains("\"line\":2,\"column\":3")
        .contains("\"unsupported\":true");
    assertThat(batch.check(3, "{\"id\": \"c\", \"kql\": \"T | wher x\"}"))
        .startsWith(
            "{\"id\":\"c\",\"ok\":false,\"issues\":[{\"code\":\"QL01\",\"line\":1,\"column\":5");
    assertThat(batch.evaluate(4, "{\"id\": 1,"))
        .startsWith("{\"id\":null,\"error\":{\"code\":\"QB01\",\"line\":4,\"column\":10,")
        .endsWith("\"unsupported\":false}}");
    assertThat(batch.check(5, "[]"))
        .startsWith("{\"id\":null,\"ok\":false,\"issues\":[{\"code\":\"QB01\",\"line\":5,");
  }
}
