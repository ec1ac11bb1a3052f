package dev.waymark.server.content;

import java.time.Duration;

/** How long to wait after one failure more: from seconds to minutes. Used by one thread. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Duration last = Duration.ZERO;

  /** After a failure; no wait at all if nothing is ever looked at by itself. */
  Duration next(Duration interval) {
    if (interval.isZero()) {
      return interval;
    }
    last = last.isZero() ? FIRST : last.multipliedBy(2);
    if (last.compareTo(LONGEST) > 0) {
      last = LONGEST;
    }
    return last;
  }

  /** After a success. */
  Duration none(Duration interval) {
    last = Duration.ZERO;
    return interval;
  }
}
