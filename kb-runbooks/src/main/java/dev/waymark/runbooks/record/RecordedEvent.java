package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import java.time.Instant;

/**
 * An event as it stands in the log of its run.
 *
 * @param sequence from 1, without gaps
 */
public record RecordedEvent(int sequence, Instant at, Actor actor, RunEvent event) {
  public RecordedEvent {
    requireNonNull(at);
    requireNonNull(actor);
    requireNonNull(event);
  }
}
