package dev.waymark.sources.live;

import dev.waymark.model.run.Answer;
import java.time.Duration;
import java.util.Optional;

/**
 * What one try gave.
 *
 * @param again whether another try may do better
 * @param after how long the source wants to be left alone first, if it said so
 */
public record Reply(Answer answer, Again again, Optional<Duration> after) {
  /** Whether to try again. */
  public enum Again {
    NO,
    /** One more time, not over and over: the source may have been at work on it till now. */
    ONCE,
    /** As long as the query's time lasts. */
    YES
  }

  /** The answer, or a failure that another try doesn't change. */
  public static Reply last(Answer answer) {
    return new Reply(answer, Again.NO, Optional.empty());
  }

  /** A failure that may pass. */
  public static Reply passing(Answer.Failed failed, Optional<Duration> after) {
    return new Reply(failed, Again.YES, after);
  }

  /** A failure that is worth one more try at most. */
  public static Reply onceMore(Answer.Failed failed) {
    return new Reply(failed, Again.ONCE, Optional.empty());
  }
}
