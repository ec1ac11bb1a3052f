package dev.waymark.runbooks.kql.function;

import dev.waymark.runbooks.kql.value.Refusal;
import dev.waymark.runbooks.kql.value.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The patterns of {@code format_datetime} and {@code format_timespan}. */
final class TimeFormat {
  private static final String DELIMITERS = " /-:,.[]_";

  private TimeFormat() {}

  static String datetime(Instant instant, String pattern) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return format(pattern, (letter, width) -> part(time, letter, width));
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
      default -> throw Refusal.unsupported("format_datetime with `" + letter + "`");
    };
  }

  static String timespan(Duration duration, String pattern) {
    long ticks = Math.abs(Ticks.of(duration));
    long seconds = ticks / Ticks.PER_SECOND;
    String text =
        format(
            pattern,
            (letter, width) ->
                switch (letter) {
                  case 'd' -> padded(seconds / 86_400, width);
                  case 'H', 'h' -> padded(seconds / 3_600 % 24, width);
                  case 'm' -> padded(seconds / 60 % 60, width);
                  case 's' -> padded(seconds % 60, width);
                  case 'f' -> fraction(ticks % Ticks.PER_SECOND, width);
                  case 'F' -> fraction(ticks % Ticks.PER_SECOND, width).replaceAll("0+$", "");
                  default -> throw Refusal.unsupported("format_timespan with `" + letter + "`");
                });
    return duration.isNegative() ? "-" + text : text;
  }

  private interface Part {
    String text(char letter, int width);
  }

  private static String format(String pattern, Part part) {
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
      } else {
        result.append(part.text(c, end - i));
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
    if (width > 7) {
      throw Refusal.unsupported("more than seven digits of a second");
    }
    return padded(ticks, 7).substring(0, width);
  }
}
