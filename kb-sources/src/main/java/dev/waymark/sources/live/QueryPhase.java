package dev.waymark.sources.live;

import dev.waymark.model.run.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a query stands. */
public sealed interface QueryPhase {
  /**
   * It waits for its turn.
   *
   * @param position 1 is next
   */
  record Queued(int position) implements QueryPhase {}

  /**
   * It is being asked.
   *
   * @param elapsed since its turn came
   * @param limit when it is given up, from the same moment
   * @param attempt which try, from 1
   * @param resumes when the next try begins, while it waits for that
   */
  record Running(Duration elapsed, Duration limit, int attempt, Optional<Instant> resumes)
      implements QueryPhase {}

  /**
   * It has rows.
   *
   * @param partial whether some are missing
   * @param remembered whether it wasn't asked, since a fresh answer was there
   */
  record Done(int rows, boolean partial, boolean remembered, Duration took) implements QueryPhase {}

  /**
   * It has none.
   *
   * @param attempts how often it was asked; none if it was cancelled or refused before
   */
  record Failed(FailureKind kind, String message, String hint, int attempts)
      implements QueryPhase {}
}
