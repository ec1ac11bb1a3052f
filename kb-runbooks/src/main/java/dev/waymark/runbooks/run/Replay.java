package dev.waymark.runbooks.run;

import java.util.Optional;

/**
 * What a run's events come to on a tree.
 *
 * @param state after the events that fit; absent if not even the first one does
 * @param divergence where the events stop fitting; absent if all of them do
 */
public record Replay(Optional<RunState> state, Optional<Divergence> divergence) {
  /** Whether every event fits. */
  public boolean fits() {
    return divergence.isEmpty();
  }

  /**
   * The tree is another one than the run walked.
   *
   * @param event index of the first event that doesn't fit
   * @param visit the stay at which that is
   * @param why in one sentence
   */
  public record Divergence(int event, int visit, String why) {
    /** In words: {@code tree changed at step 3: …}. */
    public String message() {
      return "tree changed at step " + visit + ": " + why;
    }
  }
}
