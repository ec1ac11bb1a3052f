package dev.waymark.server.alert;

import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook</a> of
 * Prometheus' Alertmanager, which <a
 * href="https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/">Grafana's
 * alerting</a> sends too, with members of its own.
 */
final class AlertmanagerAlerts {
  /** Labels that say what an alert is about. */
  private static final List<String> TARGETS =
      List.of("resourceId", "resource_id", "resource", "instance", "pod", "host");

  /** What Go writes for a time that there isn't. */
  private static final String NO_TIME = "0001-01-01T00:00:00Z";

  private AlertmanagerAlerts() {}

  static List<Alert> read(AlertFields sent, Instant now) {
    boolean isGrafana = sent.object().has("orgId");
    // Of Alertmanager this is its own address, and the links are those of Prometheus.
    Optional<String> base = sent.name("externalURL").filter(address -> isGrafana);
    return sent.each("alerts").stream()
        .map(one -> alert(isGrafana ? "grafana" : "alertmanager", one, base, now))
        .toList();
  }

  private static Alert alert(String source, AlertFields one, Optional<String> base, Instant now) {
    Map<String, String> labels = one.labels("labels");
    Map<String, String> annotations = one.labels("annotations");
    AlertState state = one.state("status", "firing", "resolved", Optional.empty());
    Optional<Instant> firedAt = time(one, "startsAt");
    // Of one that fires, this is when Alertmanager will forget it.
    Optional<Instant> endsAt = time(one, "endsAt").filter(at -> state == AlertState.RESOLVED);
    String id = one.name("fingerprint").orElseGet(() -> new TreeMap<>(labels).toString());
    return new Alert(
        source,
        Optional.of(
            AlertText.shortened(id, AlertFields.LONGEST_NAME)
                + firedAt.map(at -> " " + at).orElse("")),
        rule(one, labels),
        Optional.ofNullable(labels.get("severity")).flatMap(AlertFields::severity),
        state,
        description(annotations),
        TARGETS.stream().filter(labels::containsKey).map(labels::get).distinct().toList(),
        labels,
        annotations,
        measurements(one),
        firedAt.orElse(now),
        endsAt,
        links(one, annotations, base));
  }

  private static Optional<Instant> time(AlertFields of, String member) {
    return NO_TIME.equals(of.object().path(member).asText()) ? Optional.empty() : of.time(member);
  }

  /** Alerts that were sent by hand may lack the name; their labels tell them apart then. */
  private static String rule(AlertFields one, Map<String, String> labels) {
    if (labels.isEmpty()) {
      one.fault("labels", "is missing", "Give the rule's name as the label `alertname`.");
    }
    String name = labels.getOrDefault("alertname", new TreeMap<>(labels).toString());
    return AlertText.shortened(name, AlertFields.LONGEST_NAME);
  }

  /** The short text first, since it becomes the incident's title. */
  private static String description(Map<String, String> annotations) {
    return Stream.of("summary", "description", "message")
        .filter(annotations::containsKey)
        .map(annotations::get)
        .distinct()
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("\n"),
                text -> AlertText.shortened(text, AlertFields.LONGEST_TEXT)));
  }

  /** Grafana's values, by the letter of the query or expression. */
  private static List<Measurement> measurements(AlertFields one) {
    AlertFields values = one.at("values");
    List<Measurement> measurements = new ArrayList<>();
    values
        .object()
        .fieldNames()
        .forEachRemaining(
            name ->
                values
                    .number(name)
                    .ifPresent(
                        value ->
                            measurements.add(
                                new Measurement(
                                    AlertText.shortened(name, AlertFields.LONGEST_NAME),
                                    Optional.of(value),
                                    Optional.empty(),
                                    Optional.empty()))));
    return measurements;
  }

  private static List<AlertLink> links(
      AlertFields one, Map<String, String> annotations, Optional<String> base) {
    Stream<AlertLink> own =
        Stream.of(
                Map.entry("Rule", "generatorURL"),
                Map.entry("Panel", "panelURL"),
                Map.entry("Dashboard", "dashboardURL"),
                Map.entry("Image", "imageURL"),
                Map.entry("Silence", "silenceURL"))
            .flatMap(
                link -> {
                  String address = one.object().path(link.getValue()).asText("");
                  return address.isBlank()
                      ? Stream.empty()
                      : AlertFields.link(link.getKey(), address, base).stream();
                });
    return AlertLinks.distinct(Stream.concat(own, AlertLinks.ofTexts(annotations)).toList());
  }
}
