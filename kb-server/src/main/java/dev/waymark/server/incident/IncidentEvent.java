package dev.waymark.server.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.codec.CanonicalJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What happens to an incident beside its runs. */
sealed interface IncidentEvent {
  String type();

  /** Canonical JSON. */
  String payload();

  /** What happened, in one sentence. */
  String sentence();

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
    public String sentence() {
      return "Opened as %s on %s%s."
          .formatted(
              severity.label(), entry, scenario.map(name -> ", scenario " + name).orElse(""));
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
    public String sentence() {
      return "Severity changed from %s to %s: %s".formatted(from.label(), to.label(), reason);
    }
  }

  /**
   * An alert has opened the incident or belongs to it.
   *
   * @param alert what its source calls it
   */
  record AlertJoined(String source, String rule, String alert, Instant firedAt)
      implements IncidentEvent {
    static final String TYPE = "alert-joined";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      return CanonicalJson.write(
          JsonNodeFactory.instance
              .objectNode()
              .put("source", source)
              .put("rule", rule)
              .put("alert", alert)
              .put("firedAt", firedAt.toString()));
    }

    @Override
    public String sentence() {
      return "Alert %s (%s) fires since %s."
          .formatted(rule, source, firedAt.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** The source of an alert says that it is over. */
  record AlertResolved(String source, String rule, String alert) implements IncidentEvent {
    static final String TYPE = "alert-resolved";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String payload() {
      return CanonicalJson.write(
          JsonNodeFactory.instance
              .objectNode()
              .put("source", source)
              .put("rule", rule)
              .put("alert", alert));
    }

    @Override
    public String sentence() {
      return "Alert %s (%s) is over.".formatted(rule, source);
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
              Instant.parse(node.get("firedAt").textValue()));
      case AlertResolved.TYPE ->
          new AlertResolved(
              node.get("source").textValue(),
              node.get("rule").textValue(),
              node.get("alert").textValue());
      default -> throw new IllegalStateException("the store holds an event of type " + type);
    };
  }

  private static IncidentSeverity severity(JsonNode node, String name) {
    return IncidentSeverity.ofLabel(node.get(name).textValue()).orElseThrow();
  }
}
