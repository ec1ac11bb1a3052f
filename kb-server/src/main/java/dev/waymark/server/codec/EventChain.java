package dev.waymark.server.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.model.incident.Actor;
import java.time.Instant;

/** Binds each event to the one before it, so that no one can be changed or left out unseen. */
public final class EventChain {
  /** Stands before the first event. */
  public static final String START = "0".repeat(64);

  private EventChain() {}

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
    ArrayNode content =
        JsonNodeFactory.instance
            .arrayNode()
            .add(log)
            .add(sequence)
            .add(at.toString())
            .add(actor.kind().name())
            .add(actor.name())
            .add(type)
            .add(payload)
            .add(previous);
    return Sha256.of(CanonicalJson.write(content));
  }
}
