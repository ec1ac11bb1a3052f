package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FenceTypeTest {
  private static final String APIM =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers/M.A/s/n";

  /** The names that bodies use here, each of the type that it bears. */
  private static final Map<String, ParameterType> TYPES =
      Map.of(
          "resource", ParameterType.RESOURCE,
          "text", ParameterType.STRING,
          "host", ParameterType.HOST,
          "url", ParameterType.URL,
          "port", ParameterType.INT,
          "limit", ParameterType.REAL,
          "window", ParameterType.TIMESPAN);

  private static final Holes HOLES =
      Holes.of(
          name ->
              Optional.ofNullable(TYPES.get(name))
                  .map(type -> Holes.samples(parameter(name, type)))
                  .orElseGet(() -> Holes.samples(ColumnType.DYNAMIC)));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          METRICS; resource: ${resource}§metrics: [Requests]
          METRICS; resource: ${resource}§metrics: Requests§aggregations: [total, avg]§interval: 5m
          METRICS; resource: ${text}§metrics: ["${text}"]§aggregations: ["${text}"]§window: ${window}
          METRICS; resource: ${resource}§metrics: [Requests]§interval: ${text}§filter: "Api eq '${text}' and Code eq '*'"
          METRICS; resource: ${resource}§metrics: [Percentage CPU]§namespace: Microsoft.Compute/virtualMachines
          ACTIVITY_LOG; resource: ${resource}§window: 2h
          ACTIVITY_LOG; resource-group: ${text}
          ACTIVITY_LOG; subscription: ${text}§window: ${window}
          HTTP; https://api.example.com/health
          HTTP; # is it up?§GET https://${host}:${port}/health?id=${limit} HTTP/1.1§Accept: ${text}
          HTTP; HEAD ${url}/v1/${text}
          HTTP; get http://[fd00::1]:8080/
          HTTP; ${text}
          TCP; db.example:5432
          TCP; ${host}
          TCP; ${host}:${port}
          TCP; ${anything}:${anything}
          TCP; [fd00::1]:22
          TLS; api.example.com
          TLS; api.example.com:8443
          TLS; ${host}
          TLS; [fd00::1]
          DNS; api.example.com
          DNS; ${host} AAAA
          DNS; _sip._tcp.example.com srv
          DNS; ${host} ${text}
          BASH; kubectl get pods
          """)
  void takesWhatItsSourceTakes(FenceKind kind, String body) {
    assertThat(FenceType.of(kind).faults(newLines(body), HOLES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          METRICS; ¤¤; FB01; ¤¤; is empty
          METRICS; resource: [a; FB02; ¤¤; is no YAML
          METRICS; just words; FB02; just words; isn't a map
          METRICS; resource: ${resource}§metrics: [${text}]; FB02; {; Put `${name}` in quotes
          METRICS; resource: ${resource}§metrics: [A]§metrics: [B]; FB02; metrics; stands twice
          METRICS; resource: ${resource}§metricz: [Requests]; FB03; metricz; Did you mean `metrics`?
          METRICS; resource: ${resource}§metrics: [A]§aggregation: Total; FB03; aggregation; Did you mean `aggregations`?
          METRICS; metrics: [Requests]; FB04; metrics: [Requests]; has no `resource:`
          METRICS; resource: ${resource}; FB04; resource: ${resource}; has no `metrics:`
          METRICS; resource: ${resource}§metrics: [A]§aggregations: Avrage; FB05; Avrage; Did you mean `Average`?
          METRICS; resource: ${resource}§metrics: [A]§aggregations: [Average, avg]; FB05; avg; stands twice
          METRICS; resource: ${resource}§metrics: [A]§aggregations: ["${port}"]; FB05; "${port}"; is no aggregation
          METRICS; resource: ${resource}§metrics: A, B; FB05; A, B; Write a list
          METRICS; resource: ${resource}§metrics: [A]§interval: nonsense; FB05; nonsense; knows the intervals 1m, 5m
          METRICS; resource: ${resource}§metrics: [A]§interval: 3m; FB05; 3m; knows the intervals
          METRICS; resource: ${resource}§metrics: [A]§interval: ${port}; FB05; ${port}; knows the intervals
          METRICS; resource: ${resource}§metrics: [A]§window: -1h; FB05; -1h; Write a length of time
          METRICS; resource: ${resource}§metrics: [A]§window: 200d; FB05; 200d; 93 days
          METRICS; resource: ${resource}§metrics: [A]§window: [1h]; FB05; [1h]; takes one value
          METRICS; resource: ${resource}§metrics: [A]§filter: Api = x; FB05; Api = x; is no filter
          METRICS; resource: ${host}§metrics: [A]; FB05; ${host}; is no resource id
          METRICS; resource: my-apim§metrics: [A]; FB05; my-apim; is no resource id
          METRICS; resource: %s§metrics: [A]; FB07; %s; serves that one only
          METRICS; resource: |§  ${resource}§metrics: [A]; FB05; ¤¤; block of text
          ACTIVITY_LOG; ¤¤; FB01; ¤¤; is empty
          ACTIVITY_LOG; resourcegroup: orders; FB03; resourcegroup; Did you mean `resource-group`?
          ACTIVITY_LOG; resource-group: a/b; FB05; a/b; is no name of a resource group
          ACTIVITY_LOG; resource: ${resource}§resource-group: ${text}; FB05; ${text}; not by both
          ACTIVITY_LOG; subscription: /subscriptions/1; FB05; /subscriptions/1; is no subscription's id
          ACTIVITY_LOG; resource: ${resource}§window: 1y; FB05; 1y; 90 days
          ACTIVITY_LOG; resource: /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g; FB07; /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g; serves that one only
          HTTP; ¤¤; FB01; ¤¤; no request line
          HTTP; POST https://api.example.com/; FB06; POST; may change something
          HTTP; DELETE ${url}; FB06; DELETE; may change something
          HTTP; GET /health; FB05; /health; no http or https URL
          HTTP; GET api.example.com/health; FB05; api.example.com/health; no http or https URL
          HTTP; GET ftp://api.example.com/; FB05; ftp://api.example.com/; no http or https URL
          HTTP; GET https://user:pw@api.example.com/; FB05; https://user:pw@api.example.com/; without a user name
          HTTP; GET https:///health; FB05; https:///health; no http or https URL
          HTTP; GET ${url}health; FB05; ${url}health; only `/` or `?` may follow
          HTTP; GET ${host}/health; FB05; ${host}/health; a host stands behind `https://`
          HTTP; GET ${text}://api.example.com; FB05; ${text}://api.example.com; only `/` or `?`
          HTTP; GET https://${url}/health; FB05; https://${url}/health; no http or https URL
          HTTP; GET https://a.example/ and more; FB02; GET https://a.example/ and more; no request line
          HTTP; GET https://a.example/§Accept application/json; FB02; Accept application/json; Write `Name: value`
          HTTP; GET https://a.example/§Host: b.example; FB02; Host: b.example; follow from the URL
          HTTP; GET https://a.example/§§{"a": 1}; FB05; {"a": 1}; has no content
          TCP; hello world; FB05; hello world; isn't `host:port`
          TCP; db.example; FB05; db.example; isn't `host:port`
          TCP; db.example:99999; FB05; db.example:99999; isn't `host:port`
          TCP; fd00::1:22; FB05; fd00::1:22; in brackets
          TCP; https://${host}; FB05; https://${host}; isn't `host:port`
          TCP; ${url}; FB05; ${url}; isn't `host:port`
          TCP; ${resource}:443; FB05; ${resource}:443; isn't `host:port`
          TCP; a:1§b:2; FB05; b:2; a second line
          TLS; ¤¤; FB01; ¤¤; is empty
          TLS; a.example§b.example; FB05; b.example; a second line
          TLS; https://a.example; FB05; https://a.example; isn't `host`
          DNS; a.example BANANA; FB05; BANANA; no type of record
          DNS; a.example CNAM; FB05; CNAM; Did you mean `CNAME`?
          DNS; a.example ANY; FB05; ANY; no type of record
          DNS; https://a.example; FB05; https://a.example; isn't a name
          DNS; a.example:443; FB05; a.example:443; has a port
          DNS; 192.0.2.1; FB05; 192.0.2.1; is an address
          DNS; A a.example B; FB05; A a.example B; isn't a name
          BASH; ¤¤; FB01; ¤¤; is empty
          """)
  void refusesWhatItsSourceRefuses(
      FenceKind kind, String written, String code, String at, String words) {
    String body = newLines(written);

    List<BodyFault> faults = FenceType.of(kind).faults(body, HOLES);

    assertThat(faults).hasSize(1);
    BodyFault fault = faults.get(0);
    assertThat(fault.code().code()).isEqualTo(code);
    assertThat(fault.message() + ". " + fault.hint()).contains(words);
    if (!at.isEmpty()) {
      assertThat(body.substring(fault.from(), fault.to())).isEqualTo(newLines(at));
    }
  }

  @Test
  void tellsAllThatIsWrong() {
    String body = "resource: me\nmetrics: [A]\naggregations: [Avrage, Max]\ninterval: 2m\ntop: 5\n";
    assertThat(FenceType.of(FenceKind.METRICS).faults(body, HOLES))
        .extracting(fault -> body.substring(fault.from(), fault.to()))
        .containsExactlyInAnyOrder("me", "Avrage", "2m", "top");
  }

  @Test
  void whatLooksLikeANameInABoundValueIsText() {
    assertThat(HostAndPort.readTcp("${host}:443", Holes.none()).faults()).hasSize(1);
    assertThat(
            MetricsBody.read(
                    "resource: \"" + APIM + "\"\nmetrics: [A]\ninterval: \"${window}\"",
                    Holes.none())
                .faults())
        .hasSize(1);
  }

  @Test
  void aBoundIdIsNoWarning() {
    Body<MetricsBody> body =
        MetricsBody.read("resource: \"" + APIM + "\"\nmetrics: [Requests]", Holes.none());
    assertThat(body.faults()).isEmpty();
    assertThat(body.value().orElseThrow().resource()).isEqualTo(APIM);
  }

  @Test
  void knowsTheColumnsOfItsAnswers() {
    assertThat(columns(FenceKind.METRICS, "resource: ${resource}\nmetrics: [A]"))
        .contains(List.of("Time", "Metric", "Average"));
    assertThat(
            columns(
                FenceKind.METRICS,
                "resource: ${resource}\nmetrics: [A]\naggregations: [Total, max]\n"
                    + "filter: \"ApiName eq 'a' or ApiName eq 'b' and Code eq '*'\""))
        .contains(List.of("Time", "Metric", "ApiName", "Code", "Total", "Maximum"));
    assertThat(
            columns(
                FenceKind.METRICS,
                "resource: ${resource}\nmetrics: [A]\naggregations: [\"${text}\"]"))
        .isEmpty();
    assertThat(columns(FenceKind.METRICS, "resource: " + APIM + "\nmetrics: [A]")).isPresent();
    assertThat(columns(FenceKind.ACTIVITY_LOG, "resource: ${resource}").orElseThrow())
        .startsWith("Time", "Operation", "Status", "Caller");
    assertThat(columns(FenceKind.HTTP, "").orElseThrow()).contains("Body", "Json");
  }

  @Test
  void completesRecordedAnswersWithWhatFollows() {
    Table recorded =
        new Table(
            List.of(new Column("Status", ColumnType.LONG), new Column("Body", ColumnType.STRING)),
            List.of(Row.of(200L, "{\"up\": true}"), Row.of(502L, "<html>"), Row.of(null, "")));
    Table completed = FenceType.of(FenceKind.HTTP).completed(recorded);
    assertThat(completed.columns()).endsWith(new Column("Json", ColumnType.DYNAMIC));
    assertThat(completed.rows())
        .containsExactly(
            Row.of(200L, "{\"up\": true}", Map.of("up", true)),
            Row.of(502L, "<html>", null),
            Row.of(null, "", null));
    assertThat(FenceType.of(FenceKind.HTTP).completed(completed)).isEqualTo(completed);
    assertThat(FenceType.of(FenceKind.TCP).completed(recorded)).isEqualTo(recorded);
  }

  private static Optional<List<String>> columns(FenceKind kind, String body) {
    return FenceType.of(kind)
        .columns(body, HOLES)
        .map(columns -> columns.stream().map(Column::name).toList());
  }

  private static String newLines(String text) {
    return text.replace("§", "\n").replace("%s", APIM);
  }

  private static Parameter parameter(String name, ParameterType type) {
    return new Parameter(
        name, type, "", Optional.empty(), Optional.empty(), List.of(), new SourceSpan(0, 0));
  }
}
