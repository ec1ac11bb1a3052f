package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The patterns of {@code format_datetime} and {@code format_timespan}. A letter stands as often as
 * the documentation shows it; what more of them would mean isn't known.
 */
final class TimeFormat {
  private static final String DELIMITERS = " /-:,.[]_";
  private static final Set<String> DATETIME =
      Set.of(
          "d", "dd", "f", "ff", "fff", "ffff", "fffff", "ffffff", "fffffff", "F", "FF", "FFF",
          "FFFF", "FFFFF", "FFFFFF", "FFFFFFF", "h", "hh", "H", "HH", "m", "mm", "M", "MM", "s",
          "ss", "y", "yy", "yyyy", "tt");
  private static final Set<String> TIMESPAN =
      Set.of(
          "d",
          "dd",
          "ddd",
          "dddd",
          "ddddd",
          "dddddd",
          "ddddddd",
          "dddddddd",
          "f",
          "ff",
          "fff",
          "ffff",
          "fffff",
          "ffffff",
          "fffffff",
          "F",
          "FF",
          "FFF",
          "FFFF",
          "FFFFF",
          "FFFFFF",
          "FFFFFFF",
          "h",
          "hh",
          "H",
          "HH",
          "m",
          "mm",
          "s",
          "ss");

  private TimeFormat() {}

  static String datetime(Instant instant, String pattern) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return format(
        "format_datetime", pattern, DATETIME, (letter, width) -> part(time, letter, width));
  }

  private static String part(LocalDateTime time, char letter, int width) {
    long fraction = time.getNano() / 100;
    return switch (letter) {
      case 'y' -> width <= 2 ? padded(time.getYear() % 100, width) : padded(time.getYear(), width);
      case 'M' -> padded(time.getMonthValue(), width);
      case 'd' -> padded(time.getDayOfMonth(), width);
      case 'H' -> padded(time.getHour(), width);
      case 'h' -> padded((time.getHour() + 11) % 12 + 1, width);
      case 'm' -> padded(time.getMinute(), width);
      case 's' -> padded(time.getSecond(), width);
      case 'f' -> fraction(fraction, width);
      case 'F' -> fraction(fraction, width).replaceAll("0+$", "");
      case 't' -> time.getHour() < 12 ? "AM" : "PM";
      default -> throw new IllegalArgumentException("no part " + letter);
    };
  }

  static String timespan(Duration duration, String pattern) {
    long ticks = Math.abs(Ticks.of(duration));
    long seconds = ticks / Ticks.PER_SECOND;
    String text =
        format(
            "format_timespan",
            pattern,
            TIMESPAN,
            (letter, width) ->
                switch (letter) {
                  case 'd' -> padded(seconds / 86_400, width);
                  case 'H', 'h' -> padded(seconds / 3_600 % 24, width);
                  case 'm' -> padded(seconds / 60 % 60, width);
                  case 's' -> padded(seconds % 60, width);
                  case 'f' -> fraction(ticks % Ticks.PER_SECOND, width);
                  case 'F' -> fraction(ticks % Ticks.PER_SECOND, width).replaceAll("0+$", "");
                  default -> throw new IllegalArgumentException("no part " + letter);
                });
    return duration.isNegative() ? "-" + text : text;
  }

  private interface Part {
    String text(char letter, int width);
  }

  private static String format(String function, String pattern, Set<String> known, Part part) {
    var result = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int end = i + 1;
      while (end < pattern.length() && pattern.charAt(end) == c) {
        end++;
      }
      if (DELIMITERS.indexOf(c) >= 0) {
        result.append(pattern, i, end);
      } else if (known.contains(pattern.substring(i, end))) {
        result.append(part.text(c, end - i));
      } else {
        throw Refusal.unsupported(function + " with `" + pattern.substring(i, end) + "`");
      }
      i = end;
    }
    return result.toString();
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
  }

  private static String fraction(long ticks, int width) {
    return padded(ticks, 7).substring(0, width);
  }
}
