package dev.waymark.server.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.codec.CanonicalJson;
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
      default -> throw new IllegalStateException("the store holds an event of type " + type);
    };
  }

  private static IncidentSeverity severity(JsonNode node, String name) {
    return IncidentSeverity.ofLabel(node.get(name).textValue()).orElseThrow();
  }
}
