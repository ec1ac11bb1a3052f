package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import java.util.Optional;

/**
 * Somebody decided otherwise than the entry proposed, or when it proposed nothing.
 *
 * @param proposed what the proposed branch means
 * @param taken what the branch means that was taken, or the resolution that was chosen
 */
public record Deviation(
    Place at, Optional<String> proposed, String taken, Optional<String> reason, Actor by) {
  public Deviation {
    requireNonNull(at);
    requireNonNull(proposed);
    requireNonNull(taken);
    requireNonNull(reason);
    requireNonNull(by);
  }

  /** Whether there was a proposal, so that the entry and the person disagree. */
  public boolean isOverride() {
    return proposed.isPresent();
  }

  public String sentence() {
    return "At “%s” the entry proposed %s; taken was “%s”%s."
        .formatted(
            at.title(),
            proposed.map(means -> "“" + means + "”").orElse("nothing"),
            taken,
            Reasons.because(reason));
  }
}
