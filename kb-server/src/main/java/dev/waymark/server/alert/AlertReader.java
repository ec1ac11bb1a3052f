package dev.waymark.server.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.incident.Alert;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Reads what monitoring systems send. */
final class AlertReader {
  /** More than a system sends at once; those that send groups cut them off long before. */
  static final int MOST_ALERTS = 1_000;

  private static final JsonMapper JSON = new JsonMapper();

  private AlertReader() {}

  /**
   * The alerts of a body, in whichever of the known forms it is.
   *
   * @param body UTF-8 JSON
   * @param now when it began where an alert doesn't say
   */
  static Result<List<Alert>> read(byte[] body, Instant now) {
    JsonNode sent;
    try {
      sent = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return Result.refused(
          Problem.invalid(
              "The body is no JSON: line %d, column %d."
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
              "Send the alert as the monitoring system writes it."));
    }
    if (sent.path("alerts").size() > MOST_ALERTS) {
      return Result.refused(
          Problem.invalid(
              "The body has %,d alerts; at most %,d are taken at once."
                  .formatted(sent.path("alerts").size(), MOST_ALERTS),
              "Set `max_alerts` of the receiver, or send them in parts."));
    }
    if (AzureAlerts.SCHEMA.equals(sent.path("schemaId").asText())) {
      return Result.done(List.of(AzureAlerts.read(sent.path("data"), now)));
    }
    if (sent.has("schemaId")) {
      return Result.refused(
          Problem.invalid(
              "This is an alert of Azure's schema “%s”.".formatted(shortened(sent)),
              "Turn on the common alert schema in the action group."));
    }
    if (sent.path("alerts").isArray()) {
      return Result.done(AlertmanagerAlerts.read(sent, now));
    }
    return sent.path("rule").isTextual()
        ? Result.done(List.of(OwnAlerts.read(sent, now)))
        : Result.refused(
            Problem.invalid(
                "No known form of an alert.",
                "Send Azure's common alert schema, Alertmanager's or Grafana's webhook, or an object"
                    + " with a `rule`: see docs/alerts.md."));
  }

  private static String shortened(JsonNode sent) {
    String schema = sent.path("schemaId").asText();
    return schema.length() > 60 ? schema.substring(0, 60) + "…" : schema;
  }
}
