package dev.waymark.server.web;

import dev.waymark.model.value.ReadableValue;
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
  private static final DateTimeFormatter DAY = formatter("d MMM yyyy");
  private static final DateTimeFormatter MINUTE = formatter("HH:mm 'UTC'");
  private static final DateTimeFormatter SECOND = formatter("HH:mm:ss 'UTC'");
  private static final Duration JUST_NOW = Duration.ofSeconds(10);

  private final Clock clock;

  public Moments(Clock clock) {
    this.clock = clock;
  }

  /** A time in the past, or one to come. */
  public Moment of(Instant at) {
    return of(at, MINUTE);
  }

  /** The same to the second, where the order of things matters. */
  public Moment exactly(Instant at) {
    return of(at, SECOND);
  }

  private Moment of(Instant at, DateTimeFormatter time) {
    Instant now = clock.instant();
    return new Moment(
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        DAY.format(at),
        time.format(at),
        at.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS)),
        ago(Duration.between(at, now)));
  }

  /** How long it has been. */
  public String since(Instant at) {
    return ReadableValue.roughly(Duration.between(at, clock.instant()));
  }

  /** How many seconds it is until a time that is to come; 0 for one that has passed. */
  public long secondsUntil(Instant at) {
    return Math.max(0, Duration.between(clock.instant(), at).toSeconds());
  }

  /** Whether a time has passed. */
  public boolean isPast(Instant at) {
    return at.isBefore(clock.instant());
  }

  private static String ago(Duration length) {
    if (length.isNegative()) {
      return "in " + ReadableValue.roughly(length);
    }
    return length.compareTo(JUST_NOW) < 0 ? "just now" : ReadableValue.roughly(length) + " ago";
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
