package dev.waymark.server.http;

import java.time.Duration;

/**
 * How fast bytes must come: so many a second on the whole, and never further behind than a grace.
 *
 * @param bytesPerSecond the lowest rate
 */
record MinimumRate(Duration grace, long bytesPerSecond) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  MinimumRate {
    if (grace.isNegative() || bytesPerSecond < 1) {
      throw new IllegalArgumentException("a rate of " + bytesPerSecond + " bytes a second");
    }
  }

  /** Whether so many bytes are too few for such a time. */
  boolean isTooSlow(long nanos, long bytes) {
    long late = nanos - grace.toNanos();
    return late > 0 && late / NANOS_PER_SECOND * bytesPerSecond > bytes;
  }
}
