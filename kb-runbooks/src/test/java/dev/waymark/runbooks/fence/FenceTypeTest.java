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
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.probe.HostAndPort;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
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

  private static final Placeholders HOLES =
      Placeholders.of(
          name ->
              Optional.ofNullable(TYPES.get(name))
                  .map(type -> Placeholders.samples(parameter(name, type)))
                  .orElseGet(() -> Placeholders.samples(ColumnType.DYNAMIC)));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          metrics; resource: ${resource}§metrics: [Requests]
          metrics; resource: ${resource}§metrics: Requests§aggregations: [total, avg]§interval: 5m
          metrics; resource: ${text}§metrics: ["${text}"]§aggregations: ["${text}"]§window: ${window}
          metrics; resource: ${resource}§metrics: [Requests]§interval: ${text}§filter: "Api eq '${text}' and Code eq '*'"
          metrics; resource: ${resource}§metrics: [Percentage CPU]§namespace: Microsoft.Compute/virtualMachines
          activity-log; resource: ${resource}§window: 2h
          activity-log; resource-group: ${text}
          activity-log; subscription: ${text}§window: ${window}
          http; https://api.example.com/health
          http; # is it up?§GET https://${host}:${port}/health?id=${limit} HTTP/1.1§Accept: ${text}
          http; HEAD ${url}/v1/${text}
          http; get http://[fd00::1]:8080/
          http; ${text}
          tcp; db.example:5432
          tcp; ${host}
          tcp; ${host}:${port}
          tcp; ${anything}:${anything}
          tcp; [fd00::1]:22
          tls; api.example.com
          tls; api.example.com:8443
          tls; ${host}
          tls; [fd00::1]
          dns; api.example.com
          dns; ${host} AAAA
          dns; _sip._tcp.example.com srv
          dns; ${host} ${text}
          bash; kubectl get pods
          """)
  void takesWhatItsSourceTakes(FenceKind kind, String body) {
    assertThat(FenceTypes.of(kind).faults(newLines(body), HOLES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          metrics; ¤¤; FB01; ¤¤; is empty
          metrics; resource: [a; FB02; ¤¤; isn't YAML
          metrics; just words; FB02; just words; isn't a map
          metrics; resource: ${resource}§metrics: [${text}]; FB02; {; Put `${name}` in quotes
          metrics; resource: ${resource}§metrics: [A]§metrics: [B]; FB02; metrics; stands twice
          metrics; resource: ${resource}§metricz: [Requests]; FB03; metricz; Did you mean `metrics`?
          metrics; resource: ${resource}§metrics: [A]§aggregation: Total; FB03; aggregation; Did you mean `aggregations`?
          metrics; metrics: [Requests]; FB04; metrics: [Requests]; has no `resource:`
          metrics; resource: ${resource}; FB04; resource: ${resource}; has no `metrics:`
          metrics; resource: ${resource}§metrics: [A]§aggregations: Avrage; FB05; Avrage; Did you mean `Average`?
          metrics; resource: ${resource}§metrics: [A]§aggregations: [Average, avg]; FB05; avg; stands twice
          metrics; resource: ${resource}§metrics: [A]§aggregations: ["${port}"]; FB05; "${port}"; isn't an aggregation
          metrics; resource: ${resource}§metrics: A, B; FB05; A, B; Write a list
          metrics; resource: ${resource}§metrics: [A]§interval: nonsense; FB05; nonsense; knows the intervals 1m, 5m
          metrics; resource: ${resource}§metrics: [A]§interval: 3m; FB05; 3m; knows the intervals
          metrics; resource: ${resource}§metrics: [A]§interval: ${port}; FB05; ${port}; knows the intervals
          metrics; resource: ${resource}§metrics: [A]§window: -1h; FB05; -1h; Write a length of time
          metrics; resource: ${resource}§metrics: [A]§window: 200d; FB05; 200d; 93 days
          metrics; resource: ${resource}§metrics: [A]§window: [1h]; FB05; [1h]; takes one value
          metrics; resource: ${resource}§metrics: [A]§filter: Api = x; FB05; Api = x; isn't a filter
          metrics; resource: ${host}§metrics: [A]; FB05; ${host}; isn't a resource id
          metrics; resource: my-apim§metrics: [A]; FB05; my-apim; isn't a resource id
          metrics; resource: %s§metrics: [A]; FB07; %s; serves that one only
          metrics; resource: |§  ${resource}§metrics: [A]; FB05; ¤¤; block of text
          activity-log; ¤¤; FB01; ¤¤; is empty
          activity-log; resourcegroup: orders; FB03; resourcegroup; Did you mean `resource-group`?
          activity-log; resource-group: a/b; FB05; a/b; isn't the name of a resource group
          activity-log; resource: ${resource}§resource-group: ${text}; FB05; ${text}; not by both
          activity-log; subscription: /subscriptions/1; FB05; /subscriptions/1; isn't the id of a subscription
          activity-log; resource: ${resource}§window: 1y; FB05; 1y; 90 days
          activity-log; resource: /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g; FB07; /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g; serves that one only
          http; ¤¤; FB01; ¤¤; request line
          http; POST https://api.example.com/; FB06; POST; may change something
          http; DELETE ${url}; FB06; DELETE; may change something
          http; GET /health; FB05; /health; isn't an http or https URL
          http; GET api.example.com/health; FB05; api.example.com/health; isn't an http or https URL
          http; GET ftp://api.example.com/; FB05; ftp://api.example.com/; isn't an http or https URL
          http; GET https://user:pw@api.example.com/; FB05; https://user:pw@api.example.com/; without a user name
          http; GET https:///health; FB05; https:///health; isn't an http or https URL
          http; GET ${url}health; FB05; ${url}health; only `/` or `?` may follow
          http; GET ${host}/health; FB05; ${host}/health; a host stands behind `https://`
          http; GET ${text}://api.example.com; FB05; ${text}://api.example.com; only `/` or `?`
          http; GET https://${url}/health; FB05; https://${url}/health; isn't an http or https URL
          http; GET https://a.example/ and more; FB02; GET https://a.example/ and more; request line
          http; GET https://a.example/§Accept application/json; FB02; Accept application/json; Write `Name: value`
          http; GET https://a.example/§Host: b.example; FB02; Host: b.example; follow from the URL
          http; GET https://a.example/§§{"a": 1}; FB05; {"a": 1}; has no content
          tcp; hello world; FB05; hello world; isn't `host:port`
          tcp; db.example; FB05; db.example; isn't `host:port`
          tcp; db.example:99999; FB05; db.example:99999; isn't `host:port`
          tcp; fd00::1:22; FB05; fd00::1:22; in brackets
          tcp; https://${host}; FB05; https://${host}; isn't `host:port`
          tcp; ${url}; FB05; ${url}; isn't `host:port`
          tcp; ${resource}:443; FB05; ${resource}:443; isn't `host:port`
          tcp; a:1§b:2; FB05; b:2; a second line
          tls; ¤¤; FB01; ¤¤; is empty
          tls; a.example§b.example; FB05; b.example; a second line
          tls; https://a.example; FB05; https://a.example; isn't `host`
          dns; a.example BANANA; FB05; BANANA; isn't a type of record
          dns; a.example CNAM; FB05; CNAM; Did you mean `CNAME`?
          dns; a.example ANY; FB05; ANY; isn't a type of record
          dns; https://a.example; FB05; https://a.example; isn't a name
          dns; a.example:443; FB05; a.example:443; has a port
          dns; 192.0.2.1; FB05; 192.0.2.1; is an address
          dns; A a.example B; FB05; A a.example B; isn't a name
          bash; ¤¤; FB01; ¤¤; is empty
          """)
  void refusesWhatItsSourceRefuses(
      FenceKind kind, String written, String code, String at, String words) {
    String body = newLines(written);

    List<BodyFault> faults = FenceTypes.of(kind).faults(body, HOLES);

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
    assertThat(FenceTypes.of(MetricsFence.KIND).faults(body, HOLES))
        .extracting(fault -> body.substring(fault.from(), fault.to()))
        .containsExactlyInAnyOrder("me", "Avrage", "2m", "top");
  }

  @Test
  void whatLooksLikeANameInABoundValueIsText() {
    assertThat(HostAndPort.readTcp("${host}:443", Placeholders.none()).faults()).hasSize(1);
    assertThat(
            MetricsBody.read(
                    "resource: \"" + APIM + "\"\nmetrics: [A]\ninterval: \"${window}\"",
                    Placeholders.none())
                .faults())
        .hasSize(1);
  }

  @Test
  void aBoundIdIsNoWarning() {
    Body<MetricsBody> body =
        MetricsBody.read("resource: \"" + APIM + "\"\nmetrics: [Requests]", Placeholders.none());
    assertThat(body.faults()).isEmpty();
    assertThat(body.value().orElseThrow().resource()).isEqualTo(APIM);
  }

  @Test
  void knowsTheColumnsOfItsAnswers() {
    assertThat(columns(MetricsFence.KIND, "resource: ${resource}\nmetrics: [A]"))
        .contains(List.of("Time", "Metric", "Average"));
    assertThat(
            columns(
                MetricsFence.KIND,
                "resource: ${resource}\nmetrics: [A]\naggregations: [Total, max]\n"
                    + "filter: \"ApiName eq 'a' or ApiName eq 'b' and Code eq '*'\""))
        .contains(List.of("Time", "Metric", "ApiName", "Code", "Total", "Maximum"));
    assertThat(
            columns(
                MetricsFence.KIND,
                "resource: ${resource}\nmetrics: [A]\naggregations: [\"${text}\"]"))
        .isEmpty();
    assertThat(columns(MetricsFence.KIND, "resource: " + APIM + "\nmetrics: [A]")).isPresent();
    assertThat(columns(ActivityLogFence.KIND, "resource: ${resource}").orElseThrow())
        .startsWith("Time", "Operation", "Status", "Caller");
    assertThat(columns(HttpFence.KIND, "").orElseThrow()).contains("Body", "Json");
  }

  @Test
  void completesRecordedAnswersWithWhatFollows() {
    Table recorded =
        new Table(
            List.of(new Column("Status", ColumnType.LONG), new Column("Body", ColumnType.STRING)),
            List.of(Row.of(200L, "{\"up\": true}"), Row.of(502L, "<html>"), Row.of(null, "")));
    Table completed = FenceTypes.of(HttpFence.KIND).completed(recorded);
    assertThat(completed.columns()).endsWith(new Column("Json", ColumnType.DYNAMIC));
    assertThat(completed.rows())
        .containsExactly(
            Row.of(200L, "{\"up\": true}", Map.of("up", true)),
            Row.of(502L, "<html>", null),
            Row.of(null, "", null));
    assertThat(FenceTypes.of(HttpFence.KIND).completed(completed)).isEqualTo(completed);
    assertThat(FenceTypes.of(TcpFence.KIND).completed(recorded)).isEqualTo(recorded);
  }

  private static Optional<List<String>> columns(FenceKind kind, String body) {
    return FenceTypes.of(kind)
        .columns(body, HOLES)
        .map(columns -> columns.stream().map(Column::name).toList());
  }

  private static String newLines(String text) {
    return text.replace("§", "\n").replace("%s", APIM);
  }

  private static Parameter parameter(String name, ParameterType type) {
    return new Parameter(
        name,
        type,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new SourceSpan(0, 0));
  }
}
