package dev.waymark.sources.live;

import java.time.Duration;

/**
 * How hard live sources are worked.
 *
 * @param threads queries running at once over all principals
 * @param longestWait in the queue; this isn't counted against the query's own time-out
 * @param tries of one query at most
 * @param pause before the second try, doubled for each further one; the real one is drawn between
 *     half of it and the whole
 * @param shareFor how long a complete answer serves others who ask the same
 * @param keepFor how long a complete answer serves the visit of a step that it was asked for
 * @param failuresToOpen failures in a row after which a target is left alone
 * @param leaveAlone for how long
 */
public record LiveLimits(
    int threads,
    Duration longestWait,
    int tries,
    Duration pause,
    Duration shareFor,
    Duration keepFor,
    int failuresToOpen,
    Duration leaveAlone) {
  /** Limits for a server and for the terminal alike. */
  public static final LiveLimits DEFAULT =
      new LiveLimits(
          32,
          Duration.ofMinutes(3),
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          5,
          Duration.ofSeconds(30));
}
