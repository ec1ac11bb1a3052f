package dev.waymark.server.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.model.incident.Actor;
import java.time.Instant;
import java.util.UUID;

/** Binds each event to the one before it, so that no one can be changed or left out unseen. */
public final class EventChain {
  /** Stands before the first event. */
  public static final String START = "0".repeat(64);

  private EventChain() {}

  /** What the log of a run is called. */
  public static String ofRun(UUID run) {
    return run.toString();
  }

  /** What an incident's own log is called. */
  public static String ofIncident(long number) {
    return "incident/" + number;
  }

  /**
   * The hash of an event.
   *
   * @param log the run or incident that it belongs to
   * @param at in whole microseconds, which is what is stored
   * @param payload canonical JSON
   */
  public static String hash(
      String log,
      int sequence,
      Instant at,
      Actor actor,
      String type,
      String payload,
      String previous) {
    return hash(log, sequence, at, actor.kind().name(), actor.name(), type, payload, previous);
  }

  /** The hash of an event whose actor is whatever its row says. */
  public static String hash(
      String log,
      int sequence,
      Instant at,
      String actorKind,
      String actor,
      String type,
      String payload,
      String previous) {
    ArrayNode content =
        JsonNodeFactory.instance
            .arrayNode()
            .add(log)
            .add(sequence)
            .add(at.toString())
            .add(actorKind)
            .add(actor)
            .add(type)
            .add(payload)
            .add(previous);
    return Sha256.of(CanonicalJson.write(content));
  }
}
