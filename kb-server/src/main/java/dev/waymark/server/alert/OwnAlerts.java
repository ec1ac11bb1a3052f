package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import java.time.Instant;

/** Alerts in our own words, for whatever can send JSON. */
final class OwnAlerts {
  private OwnAlerts() {}

  static Alert read(JsonNode sent, Instant now) {
    String rule = AlertFields.name(sent, "rule").orElse("unnamed");
    Instant firedAt = AlertFields.time(sent, "firedAt").orElse(now);
    return new Alert(
        AlertFields.name(sent, "source").orElse("other"),
        // Whoever counts its alerts does so for each rule.
        rule + " " + AlertFields.name(sent, "id").orElse(firedAt.toString()),
        rule,
        AlertFields.name(sent, "severity").flatMap(AlertFields::severity),
        AlertState.ofLabel(sent.path("state").asText()).orElse(AlertState.FIRING),
        AlertFields.description(sent, "description"),
        AlertFields.targets(sent.path("targets")),
        AlertFields.labels(sent.path("labels")),
        firedAt,
        AlertFields.link(sent, "link"));
  }
}
