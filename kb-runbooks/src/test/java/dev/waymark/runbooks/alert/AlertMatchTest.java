package dev.waymark.runbooks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.Runbooks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertMatchTest {
  private static final Alert ALERT =
      new Alert(
          "azure",
          Optional.of("1"),
          "apim-502-prod",
          Optional.of(IncidentSeverity.SEV2),
          AlertState.FIRING,
          "Too many 502",
          List.of("/subscriptions/0/apim-prod", "second"),
          Map.of("status", "502", "share", "0.2"),
          Map.of("runbook_url", "https://example.org/runbook"),
          List.of(
              new Measurement(
                  "Requests", Optional.of(31.5), Optional.of(25.0), Optional.of("GreaterThan")),
              new Measurement("Capacity", Optional.of(7.0), Optional.empty(), Optional.empty())),
          Instant.parse("2026-11-03T02:10:00Z"),
          Optional.empty(),
          List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alert.rule.startsWith(\"apim-502\") | alert.rule = \"apim-502-prod\"",
        "alert.severity == \"sev2\" | alert.severity = \"sev2\"",
        "\"status\" in alert.labels && alert.labels[\"status\"] == \"502\" | alert.labels =",
        "alert.targets.exists(t, t.contains(\"apim\")) | alert.targets =",
        "alert.firedAt > timestamp(\"2026-01-01T00:00:00Z\") | alert.firedAt =",
        "alert.value > alert.threshold && alert.value > 30 | alert.value = 31.5, alert.threshold ="
            + " 25.0",
        "alert.operator == \"GreaterThan\" | alert.operator = \"GreaterThan\"",
        "alert.values[\"Capacity\"] < 7.5 && \"Requests\" in alert.values | alert.values =",
        "alert.annotations[\"runbook_url\"].startsWith(\"https:\") | alert.annotations =",
        "alert.source == \"azure\" && alert.state == \"firing\" | alert.source = \"azure\"",
      })
  void opensWhereAConditionHolds(String condition, String seen) {
    AlertMatch opening = AlertMatch.of(entry(condition, "alert.targets[0]"), ALERT).orElseThrow();
    assertThat(opening.condition()).isEqualTo(condition);
    assertThat(opening.seen()).contains(seen);
    assertThat(opening.parameters())
        .containsExactly(Map.entry("api", "/subscriptions/0/apim-prod"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alert.rule == \"apim\"",
        "alert.labels[\"nowhere\"] == \"502\"",
        "alert.link.startsWith(\"https\")",
        "alert.targets[7] == \"x\"",
        "alert.rule > 5",
      })
  void staysShutWhereNoneHoldsOrTheAlertDoesNotSay(String condition) {
    assertThat(AlertMatch.of(entry(condition, "alert.targets[0]"), ALERT)).isEmpty();
  }

  @Test
  void leavesOutAParameterOfWhichTheAlertSaysNothing() {
    Entry entry = entry("alert.rule.startsWith(\"apim\")", "alert.labels[\"api\"]");
    assertThat(AlertMatch.of(entry, ALERT).orElseThrow().parameters()).isEmpty();
  }

  private static Entry entry(String condition, String from) {
    String text =
        """
        ---
        id: opened-by-alerts
        title: Opened by alerts
        service: A service
        severity: sev3
        owners: [team]
        reviewed: 2026-11-01
        review-every: 90d
        alerts:
          - '%s'
        parameters:
          api: {type: string, description: Which API, from: '%s'}
        ---
        # Opened by alerts
        """
            .formatted(condition, from);
    return Runbooks.compile(
            new SourceFile("opened-by-alerts.md", text),
            Schemas.NONE,
            LocalDate.parse("2026-11-21"))
        .entry()
        .orElseThrow();
  }
}
