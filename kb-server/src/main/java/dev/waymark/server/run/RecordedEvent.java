package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import java.time.Instant;

/**
 * An event as it stands in the log of its run.
 *
 * @param sequence from 1, without gaps
 * @param hash SHA-256 over this event and the hash of the one before it, in hexadecimal
 */
public record RecordedEvent(int sequence, Instant at, Actor actor, RunEvent event, String hash) {}
