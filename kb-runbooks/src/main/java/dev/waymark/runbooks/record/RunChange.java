package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import java.time.Instant;

/** An escalation by hand, or a reopening. */
public record RunChange(Instant when, Kind kind, Actor by, Place at, String reason) {
  public RunChange {
    requireNonNull(when);
    requireNonNull(kind);
    requireNonNull(by);
    requireNonNull(at);
    requireNonNull(reason);
  }

  /** What changed. */
  public enum Kind {
    ESCALATION,
    REOPENING
  }
}
