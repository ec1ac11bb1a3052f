package dev.waymark.server.event;

import dev.waymark.model.incident.Actor;
import java.time.Instant;
import java.util.List;
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

  /** The hash of an event whose actor is whatever its row says: of its fields as a JSON array. */
  public static String hash(
      String log,
      int sequence,
      Instant at,
      String actorKind,
      String actor,
      String type,
      String payload,
      String previous) {
    StringBuilder content = new StringBuilder(payload.length() + 300).append('[');
    CanonicalJson.writeText(log, content);
    content.append(',').append(sequence);
    for (String text : List.of(at.toString(), actorKind, actor, type, payload, previous)) {
      CanonicalJson.writeText(text, content.append(','));
    }
    return Sha256.of(content.append(']').toString());
  }
}
