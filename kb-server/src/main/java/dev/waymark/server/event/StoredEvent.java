package dev.waymark.server.event;

import dev.waymark.model.incident.Actor;
import java.time.Instant;

/**
 * A row of a log.
 *
 * @param at in whole microseconds
 * @param payload JSON
 * @param previousHash of the event before it, in hexadecimal
 */
public record StoredEvent(
    int sequence,
    Instant at,
    Actor actor,
    String type,
    String payload,
    String previousHash,
    String hash) {}
