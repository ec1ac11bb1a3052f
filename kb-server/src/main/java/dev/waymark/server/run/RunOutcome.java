package dev.waymark.server.run;

import dev.waymark.server.problem.Problem;

/** What came of an input to a run. */
public sealed interface RunOutcome {
  /** The run as it stands now; after a refusal as somebody else has left it. */
  RunView run();

  /**
   * The input was taken and recorded.
   *
   * @param run right after the input, even if an idempotency key brought an old outcome back
   */
  record Accepted(RunView run) implements RunOutcome {}

  /** Nothing was recorded. */
  record Refused(Problem problem, RunView run) implements RunOutcome {}
}
