package dev.waymark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.server.problem.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-03T02:20:00Z");

  @Test
  void readsAzuresCommonSchema() {
    Alert alert =
        read(
            """
            {"schemaId": "azureMonitorCommonAlertSchema", "data": {
              "essentials": {"alertId": "/subscriptions/0/alerts/17", "alertRule": "apim-502-prod", "severity": "Sev1",
                "monitorCondition": "Fired", "alertTargetIDs": ["/subscriptions/0/apim-prod"], "signalType": "Log",
                "firedDateTime": "2026-11-03T02:10:00.123Z", "description": "Too many 502",
                "investigationLink": "https://portal.azure.com/#17"},
              "alertContext": {"properties": {"team": "api"}, "condition": {"allOf": [
                {"metricName": "Requests", "dimensions": [{"name": "status", "value": "502"}]}]}}}}
            """);
    assertThat(alert)
        .isEqualTo(
            new Alert(
                "azure",
                "/subscriptions/0/alerts/17",
                "apim-502-prod",
                Optional.of(IncidentSeverity.SEV2),
                AlertState.FIRING,
                "Too many 502",
                List.of("/subscriptions/0/apim-prod"),
                alert.labels(),
                Instant.parse("2026-11-03T02:10:00.123Z"),
                Optional.of("https://portal.azure.com/#17")));
    assertThat(alert.labels())
        .containsExactly(
            entry("status", "502"),
            entry("metricName", "Requests"),
            entry("team", "api"),
            entry("signalType", "Log"));
  }

  @Test
  void readsAnEndThatSaysLittle() {
    Alert alert =
        read(
            """
            {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials": {"alertId": "/x/Budget_1",
              "alertRule": null, "severity": null, "monitorCondition": "Resolved", "alertTargetIDs": null}}}
            """);
    assertThat(alert.rule()).isEqualTo("Budget_1");
    assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
    assertThat(alert.severity()).isEmpty();
    assertThat(alert.targets()).isEmpty();
    assertThat(alert.firedAt()).isEqualTo(NOW);
    assertThat(alert.link()).isEmpty();
  }

  @Test
  void readsEachAlertOfAlertmanagersGroup() {
    List<Alert> alerts =
        readAll(
            """
            {"version": "4", "status": "firing", "alerts": [
              {"status": "firing", "labels": {"alertname": "Http502", "instance": "gw-1", "severity": "critical"},
               "annotations": {"summary": "Many 502"}, "startsAt": "2026-11-03T03:10:00+01:00",
               "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "javascript:alert(1)", "fingerprint": "a1"},
              {"status": "resolved", "labels": {"alertname": "Http502", "instance": "gw-2"},
               "startsAt": "2026-11-03T02:00:00Z", "fingerprint": "b2"}]}
            """);
    assertThat(alerts)
        .extracting(Alert::id)
        .containsExactly("a1 2026-11-03T02:10:00Z", "b2 2026-11-03T02:00:00Z");
    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    assertThat(alerts.get(0).severity()).contains(IncidentSeverity.SEV1);
    assertThat(alerts.get(0).targets()).containsExactly("gw-1");
    assertThat(alerts.get(0).description()).isEqualTo("Many 502");
    assertThat(alerts.get(0).link()).as("an address that runs something").isEmpty();
    assertThat(alerts).extracting(Alert::source).containsOnly("alertmanager");
  }

  @Test
  void tellsGrafanaFromAlertmanager() {
    assertThat(read("{\"orgId\": 1, \"alerts\": [{\"labels\": {\"alertname\": \"x\"}}]}").source())
        .isEqualTo("grafana");
  }

  @Test
  void readsOurOwnForm() {
    Alert alert =
        read(
            """
            {"rule": "apim-502", "id": "7", "severity": "sev3", "state": "firing", "targets": ["a", 5, null],
             "labels": {"status": 502, "deep": {"no": 1}}, "firedAt": "2026-11-03T02:10:00Z"}
            """);
    assertThat(alert.targets()).containsExactly("a", "5");
    assertThat(alert.labels()).containsExactly(entry("status", "502"));
    assertThat(alert.severity()).contains(IncidentSeverity.SEV3);
    assertThat(alert.source()).isEqualTo("other");
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z",
    "+999999999-12-31T23:59:59Z",
    "-999999999-01-01T00:00:00Z",
    "yesterday",
    "''"
  })
  void aTimeThatIsNoneIsNow(String time) {
    assertThat(read("{\"rule\": \"a\", \"firedAt\": \"" + time + "\"}").firedAt()).isEqualTo(NOW);
  }

  /** An alert is never refused for what one of its texts holds. */
  @Test
  void keepsWithinBoundsWhatTheStoreCanKeep() {
    Alert alert =
        read("{\"rule\": \"a\\u0000b\\ud800\", \"description\": \"" + "x".repeat(9_000) + "\"}");
    assertThat(alert.rule()).isEqualTo("a?b?");
    assertThat(alert.description()).hasSizeLessThan(4_100).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | The body is no JSON: line 1",
        "[] | No known form of an alert.",
        "'' | No known form of an alert.",
        "{\"schemaId\": \"AzureMonitorMetricAlert\"} | Turn on the common alert schema",
        "{\"rule\": 5} | see docs/alerts.md",
      })
  void saysWhatIsWrongWithABody(String body, String words) {
    Result<List<Alert>> result = AlertReader.read(body.getBytes(StandardCharsets.UTF_8), NOW);
    assertThat(result).isInstanceOf(Result.Refused.class);
    var problem = ((Result.Refused<List<Alert>>) result).problem();
    assertThat(problem.detail() + " " + problem.hint()).contains(words);
  }

  private static Alert read(String json) {
    List<Alert> alerts = readAll(json);
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private static List<Alert> readAll(String json) {
    return AlertReader.read(json.getBytes(StandardCharsets.UTF_8), NOW).orThrow();
  }
}
