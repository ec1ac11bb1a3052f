package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Members of an object that a monitoring system sent, within bounds and as text that the store can
 * keep. What is missing, null or blank says nothing; what can't be taken is a fault.
 *
 * @param place of the object in the body, such as {@code alerts[0].}; empty for the body itself
 * @param faults takes what is wrong
 */
record AlertFields(JsonNode object, String place, Faults faults) {
  static final int LONGEST_NAME = 300;
  static final int LONGEST_TEXT = 4_000;
  static final int LONGEST_ADDRESS = 8_000;
  private static final int MOST_TARGETS = 50;
  private static final int MOST_LABELS = 100;

  /** The fields of a member that is an object; of empty if it isn't one. */
  AlertFields at(String member) {
    return new AlertFields(object.path(member), place + member + ".", faults);
  }

  /** The members of a list. */
  List<AlertFields> each(String member) {
    List<AlertFields> each = new ArrayList<>();
    for (JsonNode one : object.path(member)) {
      each.add(new AlertFields(one, "%s%s[%d].".formatted(place, member, each.size()), faults));
    }
    return each;
  }

  void fault(String member, String wrong, String remedy) {
    faults.add(place + member, wrong, remedy);
  }

  /** A short text by which things are told apart. */
  Optional<String> name(String member) {
    Optional<String> text = text(object.path(member)).map(AlertText::clean);
    text.filter(name -> name.length() > LONGEST_NAME)
        .ifPresent(name -> tooLong(member, name.length()));
    return text;
  }

  private void tooLong(String member, int length) {
    fault(
        member, "has %,d characters".formatted(length), "It may have %,d.".formatted(LONGEST_NAME));
  }

  /** A longer text, which is shortened if it is too long; may be empty. */
  String description(String member) {
    return text(object.path(member))
        .map(text -> AlertText.shortened(text, LONGEST_TEXT))
        .orElse("");
  }

  /** A time; empty if none is given. */
  Optional<Instant> time(String member) {
    JsonNode node = object.path(member);
    if (isNothing(node)) {
      return Optional.empty();
    }
    Optional<Instant> time = AlertTime.of(node);
    if (time.isEmpty()) {
      fault(member, "can't be " + shown(node), AlertTime.ALLOWED);
    }
    return time;
  }

  /**
   * The state, in any case of the source's two words.
   *
   * @param otherwise what it is if nothing is said; a fault if this is absent
   */
  AlertState state(String member, String firing, String resolved, Optional<AlertState> otherwise) {
    JsonNode node = object.path(member);
    String allowed = "It is `%s` or `%s`, in any case.".formatted(firing, resolved);
    if (isNothing(node)) {
      if (otherwise.isEmpty()) {
        fault(member, "is missing", allowed);
      }
      return otherwise.orElse(AlertState.FIRING);
    }
    String word = node.asText().strip();
    if (node.isTextual() && word.equalsIgnoreCase(firing)) {
      return AlertState.FIRING;
    }
    if (!node.isTextual() || !word.equalsIgnoreCase(resolved)) {
      fault(member, "can't be " + shown(node), allowed);
    }
    return AlertState.RESOLVED;
  }

  /** The texts of a list; a single text is a list of one. */
  List<String> targets(String member) {
    JsonNode node = object.path(member);
    List<String> targets = new ArrayList<>();
    text(node).ifPresent(targets::add);
    node.forEach(item -> text(item).ifPresent(targets::add));
    if (targets.size() > MOST_TARGETS) {
      fault(
          member,
          "has %,d members".formatted(targets.size()),
          "It may have %d.".formatted(MOST_TARGETS));
    }
    return targets.stream().map(text -> AlertText.shortened(text, LONGEST_TEXT)).toList();
  }

  /** The members of an object that aren't objects or lists themselves. */
  Map<String, String> labels(String member) {
    Map<String, String> labels = new LinkedHashMap<>();
    object
        .path(member)
        .properties()
        .forEach(
            label -> text(label.getValue()).ifPresent(value -> labels.put(label.getKey(), value)));
    return bounded(member, labels);
  }

  /** Names and values as the store can keep them; more or longer names than it keeps are faults. */
  Map<String, String> bounded(String member, Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      fault(
          member,
          "has %,d members".formatted(labels.size()),
          "It may have %d.".formatted(MOST_LABELS));
    }
    Map<String, String> bounded = new LinkedHashMap<>();
    labels.forEach(
        (name, value) -> {
          String clean = AlertText.clean(name);
          if (clean.length() > LONGEST_NAME) {
            tooLong(member + "." + clean, clean.length());
          }
          bounded.putIfAbsent(clean, AlertText.shortened(value, LONGEST_TEXT));
        });
    return bounded;
  }

  /** Adds names and values as Azure lists them: objects with a name and a value. */
  void dimensions(String member, Map<String, String> to) {
    object
        .path(member)
        .forEach(
            one ->
                text(one.path("name"))
                    .ifPresent(
                        name ->
                            text(one.path("value"))
                                .ifPresent(value -> to.putIfAbsent(name, value))));
  }

  /** A number, or a text that is one. */
  Optional<Double> number(String member) {
    JsonNode node = object.path(member);
    try {
      return Optional.of(node.asText().strip())
          .filter(text -> node.isNumber() || node.isTextual())
          .map(Double::valueOf)
          .filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Where a browser shows more; empty if there is nothing that it may follow. */
  Optional<AlertLink> link(String name, String member) {
    return text(object.path(member)).flatMap(address -> link(name, address, Optional.empty()));
  }

  /**
   * Where a browser shows more.
   *
   * @param base what a relative address is relative to, if that is known
   */
  static Optional<AlertLink> link(String name, String address, Optional<String> base) {
    return Optional.of(AlertText.clean(address.strip()))
        .map(whole -> base.flatMap(from -> RelativeAddress.resolve(from, whole)).orElse(whole))
        .filter(whole -> whole.length() <= LONGEST_ADDRESS && AlertLink.isWeb(whole))
        .map(whole -> new AlertLink(name, whole));
  }

  /** The usual words for how bad it is. */
  static Optional<IncidentSeverity> severity(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "critical", "page", "fatal", "disaster" -> Optional.of(IncidentSeverity.SEV1);
      case "error", "major", "high" -> Optional.of(IncidentSeverity.SEV2);
      case "warning", "warn", "minor", "medium" -> Optional.of(IncidentSeverity.SEV3);
      case "info", "informational", "low", "none" -> Optional.of(IncidentSeverity.SEV4);
      default -> IncidentSeverity.ofLabel(word);
    };
  }

  static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** A value as a message names it. */
  static String shown(JsonNode node) {
    return node.isContainerNode()
        ? (node.isArray() ? "a list" : "an object")
        : node.isTextual() ? Faults.quoted(node.textValue()) : Faults.quoted(node.toString());
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asText()).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
