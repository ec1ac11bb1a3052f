package dev.waymark.kql.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Kusto reads and writes {@code timespan}. */
public final class TimespanText {
  private static final Pattern CLOCK =
      Pattern.compile(
          "(-)?(?:(\\d+)[.:])??(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");
  private static final Pattern UNITS =
      Pattern.compile("(-)?(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([a-z]+)");
  private static final Pattern DAYS = Pattern.compile("(-)?(\\d+)");

  private static final Pattern CLOCK_LIKE =
      Pattern.compile("[+-]?[.:]?\\d[\\d.:,]*\\s*(?:nano(?:s|sec|second|seconds)?)?");

  private TimespanText() {}

  /** {@code [-][d.]hh:mm:ss[.fffffff]}. */
  public static String format(Duration duration) {
    long ticks = Ticks.of(duration);
    long days = Math.abs(ticks / Ticks.PER_DAY);
    long rest = Math.abs(ticks % Ticks.PER_DAY);
    long seconds = rest / Ticks.PER_SECOND;
    long fraction = rest % Ticks.PER_SECOND;
    var text = new StringBuilder(ticks < 0 ? "-" : "");
    if (days > 0) {
      text.append(days).append('.');
    }
    two(text, seconds / 3600).append(':');
    two(text, seconds / 60 % 60).append(':');
    two(text, seconds % 60);
    if (fraction > 0) {
      text.append(String.format(Locale.ROOT, ".%07d", fraction));
    }
    return text.toString();
  }

  private static StringBuilder two(StringBuilder text, long number) {
    return text.append(number < 10 ? "0" : "").append(number);
  }

  /** Digits and a unit, as most literals are; nothing for what takes a closer look. */
  private static Optional<Duration> plain(String text) {
    int end = 0;
    long number = 0;
    while (end < text.length() && end < 7 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      number = number * 10 + text.charAt(end++) - '0';
    }
    if (end == 0 || end == text.length()) {
      return Optional.empty();
    }
    long count = number;
    return unit(text.substring(end)).map(unit -> Ticks.duration(count * unit));
  }

  /** The length of time that a text names, in any of Kusto's forms. */
  public static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    Optional<Duration> plain = plain(stripped);
    if (plain.isPresent()) {
      return plain;
    }
    Matcher units = UNITS.matcher(stripped);
    try {
      if (units.matches()) {
        return unit(units.group(3))
            .map(unit -> scaled(units.group(1) != null, units.group(2), unit));
      }
      Matcher days = DAYS.matcher(stripped);
      if (days.matches()) {
        return Optional.of(scaled(days.group(1) != null, days.group(2), Ticks.PER_DAY));
      }
      Matcher clock = CLOCK.matcher(stripped);
      return clock.matches() ? clock(clock) : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a text that {@link #parse} doesn't read has the look of a length of time. */
  static boolean isUnclear(String text) {
    return CLOCK_LIKE.matcher(text.strip()).matches();
  }

  private static Duration scaled(boolean negative, String number, long unit) {
    long ticks =
        new BigDecimal(number)
            .multiply(BigDecimal.valueOf(unit))
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    return Ticks.duration(negative ? -ticks : ticks);
  }

  private static Optional<Duration> clock(Matcher m) {
    long days = m.group(2) == null ? 0 : Long.parseLong(m.group(2));
    long hours = Long.parseLong(m.group(3));
    long minutes = Long.parseLong(m.group(4));
    long seconds = m.group(5) == null ? 0 : Long.parseLong(m.group(5));
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return Optional.empty();
    }
    String fraction = m.group(6) == null ? "" : m.group(6);
    long ticks =
        Math.addExact(
            Math.multiplyExact(days, Ticks.PER_DAY),
            (hours * 3600 + minutes * 60 + seconds) * Ticks.PER_SECOND
                + Long.parseLong((fraction + "0000000").substring(0, 7)));
    return Optional.of(Ticks.duration(m.group(1) == null ? ticks : -ticks));
  }

  private static Optional<Long> unit(String name) {
    return switch (name) {
      case "d", "day", "days" -> Optional.of(Ticks.PER_DAY);
      case "h", "hr", "hrs", "hour", "hours" -> Optional.of(3600 * Ticks.PER_SECOND);
      case "m", "min", "minute", "minutes" -> Optional.of(60 * Ticks.PER_SECOND);
      case "s", "sec", "second", "seconds" -> Optional.of(Ticks.PER_SECOND);
      case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds" ->
          Optional.of(Ticks.PER_MILLISECOND);
      case "micro", "micros", "microsec", "microsecond", "microseconds" -> Optional.of(10L);
      case "tick", "ticks" -> Optional.of(1L);
      default -> Optional.empty();
    };
  }
}
