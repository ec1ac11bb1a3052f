package dev.waymark.cli.generator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How faulty rows mix into healthy ones over time.
 *
 * @param faulty for each row of the table that grows, whether it is a faulty one
 * @param begin before it nothing is faulty
 * @param share which part of the rows is faulty where the pattern is at its height
 */
public record Fault(List<Boolean> faulty, Pattern pattern, Instant begin, double share) {
  private static final Duration BETWEEN_SPIKES = Duration.ofMinutes(10);
  private static final Duration SPIKE = Duration.ofMinutes(2);

  public Fault {
    faulty = List.copyOf(faulty);
    requireNonNull(pattern);
    requireNonNull(begin);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share from 0 to 1, not " + share);
    }
  }

  /** The shapes of a fault over time. */
  public enum Pattern {
    /** From one moment on. */
    STEP,
    /** More and more. */
    RAMP,
    /** Two minutes of every ten. */
    SPIKES
  }

  /**
   * The share of faulty rows at a time.
   *
   * @param end where a ramp is at its height
   */
  double at(Instant time, Instant end) {
    if (time.isBefore(begin)) {
      return 0;
    }
    Duration since = Duration.between(begin, time);
    return switch (pattern) {
      case STEP -> share;
      case RAMP -> {
        long whole = Math.max(1, Duration.between(begin, end).toMillis());
        yield share * Math.min(1.0, (double) since.toMillis() / whole);
      }
      case SPIKES -> since.toMillis() % BETWEEN_SPIKES.toMillis() < SPIKE.toMillis() ? share : 0;
    };
  }
}
