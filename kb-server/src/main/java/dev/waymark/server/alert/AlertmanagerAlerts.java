package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook</a> of
 * Prometheus' Alertmanager, which Grafana's alerting sends too, with members of its own.
 */
final class AlertmanagerAlerts {
  /** Labels that say what an alert is about. */
  private static final List<String> TARGETS =
      List.of("resourceId", "resource_id", "resource", "instance", "pod", "host");

  private AlertmanagerAlerts() {}

  static List<Alert> read(JsonNode sent, Instant now) {
    String source = sent.has("orgId") ? "grafana" : "alertmanager";
    List<Alert> alerts = new ArrayList<>();
    sent.path("alerts").forEach(one -> alerts.add(alert(source, one, now)));
    return alerts;
  }

  private static Alert alert(String source, JsonNode one, Instant now) {
    Map<String, String> labels = AlertFields.labels(one.path("labels"));
    Instant firedAt = AlertFields.time(one, "startsAt").orElse(now);
    return new Alert(
        source,
        AlertFields.clean(
                AlertFields.name(one, "fingerprint")
                    .orElseGet(() -> new TreeMap<>(labels).toString()),
                AlertFields.LONGEST_NAME)
            + " "
            + firedAt,
        labels.getOrDefault("alertname", "unnamed"),
        Optional.ofNullable(labels.get("severity")).flatMap(AlertFields::severity),
        "resolved".equals(one.path("status").asText()) ? AlertState.RESOLVED : AlertState.FIRING,
        Stream.of("summary", "description", "message")
            .map(member -> AlertFields.description(one.path("annotations"), member))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(""),
        TARGETS.stream().filter(labels::containsKey).map(labels::get).distinct().toList(),
        labels,
        firedAt,
        AlertFields.link(one, "generatorURL"));
  }
}
