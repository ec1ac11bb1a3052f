package dev.waymark.server.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.source.Secrets;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.run.RunLog;
import java.time.Instant;
import java.util.List;

/**
 * An incident with all its events, hashes and answers as one JSON document. The hashes are those of
 * what is stored: if a secret was removed from an event, its hash is of the text with it.
 */
final class JsonExport {
  private JsonExport() {}

  static String write(Incident incident, List<StoredEvent> own, List<RunLog> runs) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("number", incident.number())
        .put("title", incident.title())
        .put("entry", incident.entryId())
        .put("severity", incident.severity().label())
        .put("state", incident.state().label())
        .put("openedBy", incident.openedBy())
        .put("openedAt", incident.openedAt().toString());
    incident.scenario().ifPresent(scenario -> root.put("scenario", scenario));
    incident.cause().ifPresent(cause -> root.put("cause", cause));
    incident.endedAt().ifPresent(ended -> root.put("endedAt", ended.toString()));
    ArrayNode events = root.putArray("events");
    own.forEach(
        event ->
            event(events, event.sequence(), event.at(), event.actor(), event.type(), event.hash())
                .set("payload", CanonicalJson.read(event.payload())));
    ArrayNode runNodes = root.putArray("runs");
    ObjectNode answers = root.putObject("answers");
    runs.forEach(run -> run(runNodes.addObject(), run, answers));
    return withoutSecrets("", root).toPrettyString();
  }

  /**
   * A value with its texts cleaned one by one, so that it stays JSON.
   *
   * @param name under which it stands
   */
  private static JsonNode withoutSecrets(String name, JsonNode value) {
    if (value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> field.setValue(withoutSecrets(field.getKey(), field.getValue())));
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutSecrets(name, array.get(i)));
      }
    } else if (value.isTextual()) {
      return TextNode.valueOf(Secrets.removed(name, value.textValue()));
    }
    return value;
  }

  private static void run(ObjectNode node, RunLog run, ObjectNode answers) {
    node.put("id", run.id().toString())
        .put("ordinal", run.ordinal())
        .put("entry", run.entryId())
        .put("entryHash", run.entryHash());
    run.obstacle().ifPresent(problem -> node.put("unreplayable", problem.detail()));
    ArrayNode events = node.putArray("events");
    for (RunLog.Line line : run.lines()) {
      event(events, line.sequence(), line.at(), line.actor(), line.type(), line.hash())
          .set("payload", CanonicalJson.read(line.payload()));
    }
    run.answers().forEach((hash, body) -> answers.set(hash, CanonicalJson.read(body)));
  }

  private static ObjectNode event(
      ArrayNode events, int sequence, Instant at, Actor actor, String type, String hash) {
    return events
        .addObject()
        .put("sequence", sequence)
        .put("at", at.toString())
        .put("actorKind", actor.kind().name())
        .put("actor", actor.name())
        .put("type", type)
        .put("hash", hash);
  }
}
