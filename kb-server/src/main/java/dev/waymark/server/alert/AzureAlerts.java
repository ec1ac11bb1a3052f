package dev.waymark.server.alert;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.value.PercentEncoding;
import dev.waymark.model.value.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Azure Monitor's <a
 * href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema">common alert
 * schema</a>.
 */
final class AzureAlerts {
  static final String SCHEMA = "azureMonitorCommonAlertSchema";

  /** The ids of firings; services without them, such as the activity log, send a rule's own. */
  private static final String FIRINGS = "/providers/microsoft.alertsmanagement/alerts/";

  /** Where the portal shows a firing, as the mails of the common alert schema link to it. */
  private static final String ALERT =
      "https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/";

  /**
   * Where it shows a resource: {@code portalLink} of <a
   * href="https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-webhook-email">autoscale's
   * webhooks</a>.
   */
  private static final String RESOURCE = "https://portal.azure.com/#resource";

  private AzureAlerts() {}

  static Alert read(AlertFields sent, Instant now) {
    AlertFields data = sent.at("data");
    AlertFields essentials = data.at("essentials");
    AlertFields context = data.at("alertContext");
    AlertState state = essentials.state("monitorCondition", "Fired", "Resolved", Optional.empty());
    Instant firedAt = essentials.time("firedDateTime").orElse(now);
    Optional<Instant> resolvedAt = essentials.time("resolvedDateTime");
    Optional<String> id = essentials.name("alertId");
    List<String> targets = essentials.targets("alertTargetIDs");
    return new Alert(
        "azure",
        id.map(one -> isOfFiring(one) ? one : one + " " + firedAt),
        rule(essentials, id),
        severity(essentials),
        state,
        essentials.description("description"),
        targets,
        sent.at("data").bounded("alertContext", labels(sent, data, essentials, context)),
        context.labels("annotations"),
        measurements(context),
        firedAt,
        resolvedAt.filter(at -> state == AlertState.RESOLVED),
        links(id, targets, essentials, context));
  }

  private static boolean isOfFiring(String id) {
    return id.toLowerCase(Locale.ROOT).contains(FIRINGS);
  }

  private static String rule(AlertFields essentials, Optional<String> id) {
    Optional<String> rule =
        essentials
            .name("alertRule")
            .or(() -> id.map(one -> one.substring(one.lastIndexOf('/') + 1)));
    if (rule.isEmpty()) {
      essentials.fault("alertRule", "is missing", "Send the alert as Azure Monitor writes it.");
    }
    return rule.orElse("");
  }

  /** Dimensions first, since conditions ask for these. */
  private static Map<String, String> labels(
      AlertFields sent, AlertFields data, AlertFields essentials, AlertFields context) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (AlertFields criterion : context.at("condition").each("allOf")) {
      criterion.dimensions("dimensions", labels);
      criterion.name("metricName").ifPresent(metric -> labels.putIfAbsent("metricName", metric));
    }
    context.dimensions("Dimensions", labels);
    context.dimensions("dimensions", labels);
    Stream.of(
            context.labels("labels"),
            context.labels("properties"),
            data.labels("customProperties"),
            sent.labels("customProperties"))
        .forEach(more -> more.forEach(labels::putIfAbsent));
    essentials
        .name("monitoringService")
        .ifPresent(service -> labels.putIfAbsent("monitoringService", service));
    essentials.name("signalType").ifPresent(signal -> labels.putIfAbsent("signalType", signal));
    return labels;
  }

  /** Of metrics, of both kinds of log alerts, and of Prometheus' rules in Azure. */
  private static List<Measurement> measurements(AlertFields context) {
    List<Measurement> measurements = new ArrayList<>();
    for (AlertFields criterion : context.at("condition").each("allOf")) {
      add(
          criterion
              .name("metricName")
              .or(() -> criterion.name("metricMeasureColumn"))
              .or(() -> criterion.name("timeAggregation"))
              .orElse("value"),
          criterion,
          "metricValue",
          measurements);
    }
    add("ResultCount", context, "ResultCount", measurements);
    add("expression", context, "expressionValue", measurements);
    return measurements;
  }

  private static void add(String name, AlertFields of, String value, List<Measurement> to) {
    Optional<Double> measured = of.number(value);
    Optional<Double> threshold = of.number("threshold").or(() -> of.number("Threshold"));
    if (measured.isPresent() || (threshold.isPresent() && to.isEmpty())) {
      to.add(
          new Measurement(
              name, measured, threshold, of.name("operator").or(() -> of.name("Operator"))));
    }
  }

  /** What a browser opens: the links to the API need a token. */
  private static List<AlertLink> links(
      Optional<String> id, List<String> targets, AlertFields essentials, AlertFields context) {
    Stream<AlertLink> alert =
        id
            .filter(AzureAlerts::isOfFiring)
            .flatMap(one -> portal("Alert in the portal", ALERT + PercentEncoding.component(one)))
            .stream();
    Stream<AlertLink> investigation =
        essentials.link("Investigation", "investigationLink").stream();
    Stream<AlertLink> results =
        Stream.concat(context.at("condition").each("allOf").stream(), Stream.of(context))
            .flatMap(AzureAlerts::searchResults);
    Stream<AlertLink> annotations = AlertLinks.ofTexts(context.labels("annotations"));
    Stream<AlertLink> resource =
        targets.stream()
            .limit(1)
            .flatMap(target -> ResourceId.read(target).value().stream())
            .flatMap(one -> portal("Resource in the portal", RESOURCE + one.path()).stream());
    return AlertLinks.distinct(
        Stream.of(alert, investigation, results, annotations, resource)
            .flatMap(links -> links)
            .toList());
  }

  private static Stream<AlertLink> searchResults(AlertFields of) {
    return Stream.concat(
        Stream.of("linkToFilteredSearchResultsUI", "LinkToFilteredSearchResultsUI")
            .flatMap(member -> of.link("Search results of this alert", member).stream()),
        Stream.of(
                "linkToSearchResultsUI",
                "LinkToSearchResultsUI",
                "linkToSearchResults",
                "LinkToSearchResults")
            .flatMap(member -> of.link("Search results", member).stream()));
  }

  private static Optional<AlertLink> portal(String name, String address) {
    return AlertFields.link(name, address, Optional.empty());
  }

  /** Azure counts from {@code Sev0}, critical, to {@code Sev4}, verbose. */
  private static Optional<IncidentSeverity> severity(AlertFields essentials) {
    return switch (essentials.name("severity").orElse("").toLowerCase(Locale.ROOT)) {
      case "sev0", "0" -> Optional.of(IncidentSeverity.SEV1);
      case "sev1", "1" -> Optional.of(IncidentSeverity.SEV2);
      case "sev2", "2" -> Optional.of(IncidentSeverity.SEV3);
      case "sev3", "3", "sev4", "4" -> Optional.of(IncidentSeverity.SEV4);
      default -> Optional.empty();
    };
  }
}
