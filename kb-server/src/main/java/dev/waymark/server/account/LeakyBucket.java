package dev.waymark.server.account;

import java.time.Duration;
import java.time.Instant;

/** Counts what comes in too quickly: one drop for each, and one leaks out in each interval. */
final class LeakyBucket {
  private final Duration leak;
  private final int size;
  private double level;
  private Instant measured;

  /**
   * An empty bucket.
   *
   * @param size more than this isn't held, so that it isn't full for long after a flood
   */
  LeakyBucket(Duration leak, int size, Instant now) {
    this.leak = leak;
    this.size = size;
    this.measured = now;
  }

  int level(Instant now) {
    if (now.isAfter(measured)) {
      double leaked = (double) Duration.between(measured, now).toMillis() / leak.toMillis();
      level = Math.max(0, level - leaked);
      measured = now;
    }
    return (int) Math.ceil(level);
  }

  void add(int drops, Instant now) {
    level(now);
    level = Math.max(0, Math.min(size, level + drops));
  }
}
