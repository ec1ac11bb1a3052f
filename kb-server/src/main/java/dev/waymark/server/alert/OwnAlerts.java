package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts in our own words, for whatever can send JSON. Whoever writes them by hand is told of every
 * value that isn't what it should be.
 */
final class OwnAlerts {
  private static final List<String> FIELDS =
      List.of(
          "rule",
          "id",
          "source",
          "state",
          "severity",
          "description",
          "targets",
          "labels",
          "annotations",
          "metric",
          "value",
          "threshold",
          "operator",
          "firedAt",
          "resolvedAt",
          "link");

  private final AlertFields sent;

  private OwnAlerts(AlertFields sent) {
    this.sent = sent;
  }

  static Alert read(AlertFields sent, Instant now) {
    return new OwnAlerts(sent).alert(now);
  }

  private Alert alert(Instant now) {
    sent.object()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                sent.fault(name, "isn't known", "An alert has " + String.join(", ", FIELDS) + ".");
              }
            });
    AlertState state = sent.state("state", "firing", "resolved", Optional.of(AlertState.FIRING));
    Optional<Instant> resolvedAt = sent.time("resolvedAt");
    if (resolvedAt.isPresent() && state == AlertState.FIRING) {
      sent.fault("resolvedAt", "is the time of an end", "Leave it out while the alert fires.");
    }
    if (AlertFields.isNothing(sent.object().path("rule"))) {
      sent.fault("rule", "is missing", "Give the name of the rule that fires.");
    }
    return new Alert(
        name("source").orElse("other"),
        id(),
        name("rule").orElse(""),
        severity(),
        state,
        text("description") ? sent.description("description") : "",
        targets(),
        texts("labels"),
        texts("annotations"),
        measurements(),
        sent.time("firedAt").orElse(now),
        resolvedAt,
        link());
  }

  /** Whether a member is a text that says something; a fault if it is anything else. */
  private boolean text(String member) {
    JsonNode node = sent.object().path(member);
    if (AlertFields.isNothing(node)) {
      return false;
    }
    if (!node.isTextual()) {
      sent.fault(member, "is " + AlertFields.shown(node), "It is a text.");
      return false;
    }
    return true;
  }

  /** A text that isn't blank. */
  private Optional<String> name(String member) {
    if (!text(member)) {
      return Optional.empty();
    }
    if (sent.object().path(member).textValue().isBlank()) {
      sent.fault(
          member,
          "is empty",
          member.equals("rule") ? "Give the name of the rule that fires." : "Leave it out.");
    }
    return sent.name(member);
  }

  private Optional<String> id() {
    return sent.object().path("id").isIntegralNumber() ? sent.name("id") : name("id");
  }

  private Optional<IncidentSeverity> severity() {
    Optional<String> word = name("severity");
    Optional<IncidentSeverity> severity = word.flatMap(AlertFields::severity);
    if (word.isPresent() && severity.isEmpty()) {
      sent.fault(
          "severity",
          "can't be " + Faults.quoted(word.orElseThrow()),
          "It is sev1, sev2, sev3 or sev4, or one of critical, error, warning and info.");
    }
    return severity;
  }

  private List<String> targets() {
    JsonNode node = sent.object().path("targets");
    if (AlertFields.isNothing(node)) {
      return List.of();
    }
    boolean isList = node.isArray();
    if (!isList) {
      sent.fault(
          "targets",
          "is " + AlertFields.shown(node),
          "It is a list of texts, such as [\"/subscriptions/…\"].");
    }
    for (int i = 0; isList && i < node.size(); i++) {
      if (!node.get(i).isTextual() || node.get(i).textValue().isBlank()) {
        sent.fault(
            "targets[%d]".formatted(i),
            "is " + AlertFields.shown(node.get(i)),
            "It is the name of what the alert is about, as a text.");
      }
    }
    return sent.targets("targets");
  }

  private Map<String, String> texts(String member) {
    JsonNode node = sent.object().path(member);
    if (!AlertFields.isNothing(node) && !node.isObject()) {
      sent.fault(
          member,
          "is " + AlertFields.shown(node),
          "It is an object of names and values, such as {\"status\": \"502\"}.");
    }
    node.properties().stream()
        .filter(label -> label.getValue().isContainerNode())
        .forEach(
            label ->
                sent.fault(
                    member + "." + label.getKey(),
                    "is " + AlertFields.shown(label.getValue()),
                    "It is a text, a number, true or false."));
    return sent.labels(member);
  }

  private List<Measurement> measurements() {
    Optional<Double> value = number("value");
    Optional<Double> threshold = number("threshold");
    Optional<String> operator = name("operator");
    Optional<String> metric = name("metric");
    List<Measurement> measurements = new ArrayList<>();
    if (value.isPresent() || threshold.isPresent()) {
      measurements.add(new Measurement(metric.orElse("value"), value, threshold, operator));
    } else if (operator.isPresent() || metric.isPresent()) {
      sent.fault(
          operator.isPresent() ? "operator" : "metric",
          "stands without a value",
          "Give `value` or `threshold` with it.");
    }
    return measurements;
  }

  private Optional<Double> number(String member) {
    JsonNode node = sent.object().path(member);
    Optional<Double> number = sent.number(member);
    if (!AlertFields.isNothing(node) && number.isEmpty()) {
      sent.fault(member, "is " + AlertFields.shown(node), "It is a number, such as 31.5.");
    }
    return number;
  }

  private List<AlertLink> link() {
    if (name("link").isEmpty()) {
      return List.of();
    }
    Optional<AlertLink> link = sent.link("In its system", "link");
    if (link.isEmpty()) {
      sent.fault(
          "link",
          "can't be " + AlertFields.shown(sent.object().path("link")),
          "It is a whole address that begins with https:// or http://.");
    }
    return link.stream().toList();
  }
}
