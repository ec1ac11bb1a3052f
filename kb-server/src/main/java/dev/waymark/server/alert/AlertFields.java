package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Members of a monitoring system's JSON, within bounds and as text that the store can keep. */
final class AlertFields {
  static final int LONGEST_NAME = 300;
  private static final int LONGEST_TEXT = 4_000;
  private static final int MOST_TARGETS = 50;
  private static final int MOST_LABELS = 100;
  private static final Instant TOO_LATE = Instant.parse("9999-01-01T00:00:00Z");

  private AlertFields() {}

  /** A short text; empty where there is none. */
  static Optional<String> name(JsonNode of, String member) {
    return text(of.path(member), LONGEST_NAME);
  }

  /** A longer text. */
  static String description(JsonNode of, String member) {
    return text(of.path(member), LONGEST_TEXT).orElse("");
  }

  /** An address that a browser may follow. */
  static Optional<String> link(JsonNode of, String member) {
    return text(of.path(member), LONGEST_TEXT)
        .filter(address -> address.startsWith("https://") || address.startsWith("http://"));
  }

  /** A time that the store can keep; empty where there is none. */
  static Optional<Instant> time(JsonNode of, String member) {
    try {
      return Optional.of(OffsetDateTime.parse(of.path(member).asText()).toInstant())
          // Year 1 is Alertmanager's and Go's way to say that there is none.
          .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(TOO_LATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static List<String> targets(JsonNode array) {
    List<String> targets = new ArrayList<>();
    array.forEach(item -> text(item, LONGEST_TEXT).ifPresent(targets::add));
    return targets.subList(0, Math.min(targets.size(), MOST_TARGETS));
  }

  /** Adds the members of an object that are no objects themselves. */
  static void labels(JsonNode object, Map<String, String> to) {
    object
        .properties()
        .forEach(
            member ->
                text(member.getValue(), LONGEST_TEXT)
                    .ifPresent(value -> label(member.getKey(), value, to)));
  }

  /** Adds dimensions as Azure lists them: objects with a name and a value. */
  static void dimensions(JsonNode array, Map<String, String> to) {
    array.forEach(
        one ->
            name(one, "name")
                .ifPresent(
                    name ->
                        text(one.path("value"), LONGEST_TEXT)
                            .ifPresent(value -> label(name, value, to))));
  }

  private static void label(String name, String value, Map<String, String> to) {
    if (to.size() < MOST_LABELS) {
      to.putIfAbsent(clean(name, LONGEST_NAME), value);
    }
  }

  static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels(object, labels);
    return labels;
  }

  /** The usual words for how bad it is. */
  static Optional<IncidentSeverity> severity(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical", "page", "fatal", "disaster" -> Optional.of(IncidentSeverity.SEV1);
      case "error", "major", "high" -> Optional.of(IncidentSeverity.SEV2);
      case "warning", "warn", "minor", "medium" -> Optional.of(IncidentSeverity.SEV3);
      case "info", "informational", "low", "none" -> Optional.of(IncidentSeverity.SEV4);
      default -> IncidentSeverity.ofLabel(word);
    };
  }

  private static Optional<String> text(JsonNode node, int longest) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(clean(node.asText(), longest)).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /** Without what is no text: an alert is taken even so, since something is wrong somewhere. */
  static String clean(String text, int longest) {
    String whole =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replace('\0', '?');
    return whole.length() <= longest
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, longest / 2)) + "…";
  }
}
