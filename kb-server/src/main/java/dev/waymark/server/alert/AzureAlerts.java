package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Azure Monitor's <a
 * href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema">common alert
 * schema</a>.
 */
final class AzureAlerts {
  static final String SCHEMA = "azureMonitorCommonAlertSchema";

  private AzureAlerts() {}

  static Alert read(JsonNode data, Instant now) {
    JsonNode essentials = data.path("essentials");
    JsonNode context = data.path("alertContext");
    boolean resolved = "Resolved".equals(essentials.path("monitorCondition").asText());
    Instant firedAt = AlertFields.time(essentials, "firedDateTime").orElse(now);
    String id = AlertFields.name(essentials, "alertId").orElse("unknown");
    return new Alert(
        "azure",
        // The rule's own id where a service sends none for the firing.
        id.equals("unknown") ? id + " " + firedAt : id,
        AlertFields.name(essentials, "alertRule").orElse(id.substring(id.lastIndexOf('/') + 1)),
        severity(essentials.path("severity").asText()),
        resolved ? AlertState.RESOLVED : AlertState.FIRING,
        AlertFields.description(essentials, "description"),
        AlertFields.targets(essentials.path("alertTargetIDs")),
        labels(essentials, context),
        firedAt,
        AlertFields.link(essentials, "investigationLink"));
  }

  /** Dimensions first, since conditions ask for these. */
  private static Map<String, String> labels(JsonNode essentials, JsonNode context) {
    Map<String, String> labels = new LinkedHashMap<>();
    context
        .path("condition")
        .path("allOf")
        .forEach(
            criterion -> {
              AlertFields.dimensions(criterion.path("dimensions"), labels);
              AlertFields.name(criterion, "metricName")
                  .ifPresent(metric -> labels.putIfAbsent("metricName", metric));
            });
    AlertFields.dimensions(context.path("Dimensions"), labels);
    AlertFields.labels(context.path("labels"), labels);
    AlertFields.labels(context.path("properties"), labels);
    AlertFields.name(essentials, "monitoringService")
        .ifPresent(service -> labels.putIfAbsent("monitoringService", service));
    AlertFields.name(essentials, "signalType")
        .ifPresent(signal -> labels.putIfAbsent("signalType", signal));
    return labels;
  }

  /** Azure counts from {@code Sev0}, critical, to {@code Sev4}, verbose. */
  private static Optional<IncidentSeverity> severity(String azure) {
    return switch (azure.toLowerCase(Locale.ROOT)) {
      case "sev0" -> Optional.of(IncidentSeverity.SEV1);
      case "sev1" -> Optional.of(IncidentSeverity.SEV2);
      case "sev2" -> Optional.of(IncidentSeverity.SEV3);
      case "sev3", "sev4" -> Optional.of(IncidentSeverity.SEV4);
      default -> Optional.empty();
    };
  }
}
