package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.Alert;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what monitoring systems send: all of a body, or nothing of it. */
final class AlertReader {
  /** More than a system sends at once; those that send groups cut them off long before. */
  static final int MOST_ALERTS = 1_000;

  private static final String FORMS =
      "Send Azure's common alert schema, Alertmanager's or Grafana's webhook, an object with a"
          + " `rule`, or a list of these: see docs/alerts.md.";

  private final Instant now;
  private final Faults faults = new Faults();
  private final List<Alert> alerts = new ArrayList<>();

  private AlertReader(Instant now) {
    this.now = now;
  }

  /**
   * The alerts of a body, in whichever of the known forms it is.
   *
   * @param body JSON in UTF-8
   * @param now when it began where an alert doesn't say
   */
  static Result<List<Alert>> read(byte[] body, Instant now) {
    return JsonBody.read(body).then(new AlertReader(now)::read);
  }

  private Result<List<Alert>> read(JsonNode sent) {
    if (sent.isArray() && !sent.isEmpty()) {
      for (int i = 0; i < sent.size(); i++) {
        readForm(sent.get(i), "[%d]".formatted(i));
      }
    } else {
      readForm(sent, "");
    }
    if (alerts.size() > MOST_ALERTS) {
      return Result.refused(
          Problem.invalid(
              "The body has %,d alerts; at most %,d are taken at once."
                  .formatted(alerts.size(), MOST_ALERTS),
              "Set `max_alerts` of the receiver, or send them in parts."));
    }
    return faults.isEmpty() ? Result.done(alerts) : Result.refused(faults.problem());
  }

  private void readForm(JsonNode sent, String place) {
    AlertFields fields = new AlertFields(sent, place.isEmpty() ? "" : place + ".", faults);
    if (sent.has("schemaId")) {
      readAzure(fields);
    } else if (sent.path("alerts").isArray()) {
      alerts.addAll(AlertmanagerAlerts.read(fields, now));
    } else if (sent.has("rule")) {
      alerts.add(OwnAlerts.read(fields, now));
    } else {
      faults.add(place.isEmpty() ? "body" : place, "has no known form of an alert", FORMS);
    }
  }

  private void readAzure(AlertFields fields) {
    JsonNode schema = fields.object().path("schemaId");
    if (!AzureAlerts.SCHEMA.equalsIgnoreCase(schema.asText())) {
      fields.fault(
          "schemaId",
          "can't be " + AlertFields.shown(schema),
          "Turn on the common alert schema in the action group.");
      return;
    }
    alerts.add(AzureAlerts.read(fields, now));
  }
}
