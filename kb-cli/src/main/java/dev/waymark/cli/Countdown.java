package dev.waymark.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How long it is until something is asked again.
 *
 * @param until when it is
 */
record Countdown(Instant until, Clock clock) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Not less than nothing. */
  Duration left() {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return left().isZero();
  }

  /** {@code asked again at 02:19:00 UTC, in 3 min 20 s}. */
  String text() {
    long seconds = (left().toMillis() + 999) / 1000;
    String minutes = seconds >= 60 ? seconds / 60 + " min " : "";
    return "asked again at %s, in %s%d s".formatted(TIME.format(until), minutes, seconds % 60);
  }
}
