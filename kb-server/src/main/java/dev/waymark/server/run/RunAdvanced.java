package dev.waymark.server.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.RunEvent;

/**
 * Told within the transaction that records it: a run has ended, which opens a review, or somebody
 * has judged a step, which may be a lesson.
 *
 * @param run as it stands now
 */
public record RunAdvanced(RunView run) {
  public RunAdvanced {
    requireNonNull(run);
  }

  static boolean isToldOf(RunEvent event) {
    return event instanceof RunEvent.Ended || event instanceof RunEvent.FeedbackGiven;
  }
}
