package dev.waymark.server.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.runbooks.record.EventSentence;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.server.event.CanonicalJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to an incident beside its runs. */
sealed interface IncidentEvent {
  String type();

  /** Canonical JSON. */
  String payload();

  EventSentence sentence(KnownNames known);

  /** The alert that it is about, and whose. */
  default Optional<String> about() {
    return Optional.empty();
  }

  record Opened(String title, String entry, IncidentSeverity severity, Optional<String> scenario)
      implements IncidentEvent {
    static final String TYPE = "opened";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("title", title)
              .put("entry", entry)
              .put("severity", severity.label());
      scenario.ifPresent(name -> node.put("scenario", name));
      return CanonicalJson.write(node);
    }

    @Override
    public EventSentence sentence(KnownNames known) {
      return EventSentence.of(
          "Opened as %s on %s%s."
              .formatted(
                  severity.label(),
                  known.entry(entry),
                  scenario.map(name -> ", scenario " + name).orElse("")));
    }
  }

  record SeverityChanged(IncidentSeverity from, IncidentSeverity to, String reason)
      implements IncidentEvent {
    static final String TYPE = "severity-changed";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      return CanonicalJson.write(
          JsonNodeFactory.instance
              .objectNode()
              .put("from", from.label())
              .put("to", to.label())
              .put("reason", reason));
    }

    @Override
    public EventSentence sentence(KnownNames known) {
      return EventSentence.of(
          "Severity changed from %s to %s".formatted(from.label(), to.label()), reason);
    }
  }

  /**
   * An alert has opened the incident or belongs to it.
   *
   * @param alert what its source calls it
   * @param targets what it is about
   * @param endedBefore when it had ended before it fired again
   * @param late whether its end came in before
   */
  record AlertJoined(
      String source,
      String rule,
      String alert,
      List<String> targets,
      Instant firedAt,
      Optional<Instant> endedBefore,
      boolean late)
      implements IncidentEvent {
    static final String TYPE = "alert-joined";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("source", source)
              .put("rule", rule)
              .put("alert", alert)
              .put("firedAt", firedAt.toString());
      putTargets(node, targets);
      endedBefore.ifPresent(at -> node.put("endedBefore", at.toString()));
      if (late) {
        node.put("late", true);
      }
      return CanonicalJson.write(node);
    }

    @Override
    public EventSentence sentence(KnownNames known) {
      return EventSentence.of(named(rule, source) + on(targets) + " " + happened());
    }

    @Override
    public Optional<String> about() {
      return Optional.of(named(rule, source));
    }

    private String happened() {
      if (late) {
        return "had fired at " + second(firedAt) + "; its end came in before.";
      }
      return endedBefore
          .map(
              at ->
                  "fires again since %s, after its end at %s."
                      .formatted(second(firedAt), second(at)))
          .orElseGet(() -> "fires since " + second(firedAt) + ".");
    }
  }

  /**
   * The source of an alert says that it is over.
   *
   * @param resolvedAt when it ended; absent if that wasn't written down
   */
  record AlertResolved(
      String source, String rule, String alert, List<String> targets, Optional<Instant> resolvedAt)
      implements IncidentEvent {
    static final String TYPE = "alert-resolved";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("source", source)
              .put("rule", rule)
              .put("alert", alert);
      putTargets(node, targets);
      resolvedAt.ifPresent(at -> node.put("resolvedAt", at.toString()));
      return CanonicalJson.write(node);
    }

    @Override
    public EventSentence sentence(KnownNames known) {
      return EventSentence.of(
          "%s%s is over%s."
              .formatted(
                  named(rule, source),
                  on(targets),
                  resolvedAt.map(at -> " since " + second(at)).orElse("")));
    }

    @Override
    public Optional<String> about() {
      return Optional.of(named(rule, source));
    }
  }

  private static String named(String rule, String source) {
    return "Alert %s (%s)".formatted(rule, source);
  }

  private static Instant second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** As short as people tell targets apart. */
  private static String on(List<String> targets) {
    if (targets.isEmpty()) {
      return "";
    }
    String first = targets.get(0);
    return " on "
        + first.substring(first.lastIndexOf('/') + 1)
        + (targets.size() > 1 ? " and %d more".formatted(targets.size() - 1) : "");
  }

  private static void putTargets(ObjectNode node, List<String> targets) {
    if (!targets.isEmpty()) {
      targets.forEach(node.putArray("targets")::add);
    }
  }

  /** Reads what was stored. */
  static IncidentEvent read(String type, String payload) {
    JsonNode node = CanonicalJson.read(payload);
    return switch (type) {
      case Opened.TYPE ->
          new Opened(
              node.get("title").textValue(),
              node.get("entry").textValue(),
              severity(node, "severity"),
              Optional.ofNullable(node.get("scenario")).map(JsonNode::textValue));
      case SeverityChanged.TYPE ->
          new SeverityChanged(
              severity(node, "from"), severity(node, "to"), node.get("reason").textValue());
      case AlertJoined.TYPE ->
          new AlertJoined(
              node.get("source").textValue(),
              node.get("rule").textValue(),
              node.get("alert").textValue(),
              targets(node),
              Instant.parse(node.get("firedAt").textValue()),
              time(node, "endedBefore"),
              node.path("late").booleanValue());
      case AlertResolved.TYPE ->
          new AlertResolved(
              node.get("source").textValue(),
              node.get("rule").textValue(),
              node.get("alert").textValue(),
              targets(node),
              time(node, "resolvedAt"));
      default -> throw new IllegalStateException("the store holds an event of type " + type);
    };
  }

  private static List<String> targets(JsonNode node) {
    List<String> targets = new ArrayList<>();
    node.path("targets").forEach(target -> targets.add(target.textValue()));
    return targets;
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).map(at -> Instant.parse(at.textValue()));
  }

  private static IncidentSeverity severity(JsonNode node, String name) {
    return IncidentSeverity.ofLabel(node.get(name).textValue()).orElseThrow();
  }
}
