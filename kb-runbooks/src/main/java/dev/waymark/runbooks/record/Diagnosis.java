package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A cause was confirmed: by choosing one of its resolutions, or by taking a branch of its evidence
 * that leads to one.
 *
 * @param entry id of the entry that has the cause
 * @param at the cause
 */
public record Diagnosis(String entry, Place at, Instant when) {
  public Diagnosis {
    requireNonNull(entry);
    requireNonNull(at);
    requireNonNull(when);
  }

  boolean isOfSameCauseAs(Diagnosis other) {
    return entry.equals(other.entry) && at.node().equals(other.at.node());
  }
}
