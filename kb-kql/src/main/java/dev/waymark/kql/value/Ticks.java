package dev.waymark.kql.value;

import static dev.waymark.kql.value.Null.NULL;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;

/** Kusto's unit of time: 100 ns, counted from the start of the year 1. */
public final class Ticks {
  public static final long PER_SECOND = 10_000_000L;
  public static final long PER_MILLISECOND = 10_000L;
  public static final long PER_DAY = 86_400L * PER_SECOND;

  private static final long EPOCH_SECONDS = 62_135_596_800L;
  private static final long LATEST = 3_155_378_975_999_999_999L;

  private Ticks() {}

  public static long of(Instant instant) {
    return (instant.getEpochSecond() + EPOCH_SECONDS) * PER_SECOND + instant.getNano() / 100;
  }

  public static long of(Duration duration) {
    return duration.getSeconds() * PER_SECOND + duration.getNano() / 100;
  }

  /** A value without what is shorter than a tick, if it is a time; any other as it is. */
  public static Object cut(Object value) {
    if (value instanceof Instant moment) {
      return moment.minusNanos(moment.get(ChronoField.NANO_OF_SECOND) % 100);
    }
    return value instanceof Duration length ? length.minusNanos(length.toNanosPart() % 100) : value;
  }

  /** The moment, or null outside of the years 1 to 9999. */
  public static Object instant(long ticks) {
    if (ticks < 0 || ticks > LATEST) {
      return NULL;
    }
    return Instant.ofEpochSecond(ticks / PER_SECOND - EPOCH_SECONDS, (ticks % PER_SECOND) * 100);
  }

  public static Duration duration(long ticks) {
    return Duration.ofSeconds(
        Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * 100);
  }
}
