package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody ended a run because the entry doesn't know what it met.
 *
 * @param sequence of the event in its run that ended it
 * @param at the last step before the escalation: from there on the entry leads nowhere
 * @param reason as it was typed at the end, or else where it was escalated
 */
public record Gap(int sequence, Instant when, Actor by, Place at, Optional<String> reason) {
  public Gap {
    requireNonNull(when);
    requireNonNull(by);
    requireNonNull(at);
    requireNonNull(reason);
  }

  public String sentence() {
    return "No entry covered it beyond “%s”%s.".formatted(at.title(), Reasons.because(reason));
  }
}
