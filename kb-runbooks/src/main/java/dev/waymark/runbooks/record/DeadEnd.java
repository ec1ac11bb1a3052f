package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Somebody went back to an earlier step.
 *
 * @param to title of the earlier step
 */
public record DeadEnd(Place from, String to, Optional<String> reason) {
  public DeadEnd {
    requireNonNull(from);
    requireNonNull(to);
    requireNonNull(reason);
  }

  public String sentence() {
    return "“%s” led nowhere; the run went back to “%s”%s."
        .formatted(from.title(), to, Reasons.because(reason));
  }
}
