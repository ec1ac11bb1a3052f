package dev.waymark.server.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Puts times and lengths of time into words. */
@ApplicationScoped
public class Moments {
  private static final DateTimeFormatter TODAY = formatter("HH:mm 'UTC'");
  private static final DateTimeFormatter OTHER_DAY = formatter("d MMM yyyy, HH:mm 'UTC'");
  private static final Duration JUST_NOW = Duration.ofSeconds(10);

  private final Clock clock;

  public Moments(Clock clock) {
    this.clock = clock;
  }

  /** A time in the past, or one to come. */
  public Moment of(Instant at) {
    Instant now = clock.instant();
    boolean today = at.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
    return new Moment(
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        (today ? TODAY : OTHER_DAY).format(at),
        ago(Duration.between(at, now)));
  }

  /** How long it has been. */
  public String since(Instant at) {
    return spoken(Duration.between(at, clock.instant()));
  }

  /** How many seconds it is until a time that is to come; 0 for one that has passed. */
  public long secondsUntil(Instant at) {
    return Math.max(0, Duration.between(clock.instant(), at).toSeconds());
  }

  /** Whether a time has passed. */
  public boolean isPast(Instant at) {
    return at.isBefore(clock.instant());
  }

  /** In the largest unit that tells enough. */
  public static String spoken(Duration length) {
    Duration size = length.abs();
    if (size.toMinutes() < 1) {
      return size.toSeconds() + " s";
    }
    if (size.toHours() < 1) {
      return size.toMinutes() + " min";
    }
    if (size.toDays() < 1) {
      return size.toHours() + " h " + size.toMinutesPart() + " min";
    }
    return size.toDays() + " d";
  }

  private static String ago(Duration length) {
    if (length.isNegative()) {
      return "in " + spoken(length);
    }
    return length.compareTo(JUST_NOW) < 0 ? "just now" : spoken(length) + " ago";
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
