package dev.waymark.runbooks.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Parts of a time in UTC, or the whole of a length of time in a unit. */
final class TimeParts {
  private TimeParts() {}

  static Object of(String part, Object value) {
    if (value instanceof Duration length) {
      return switch (part) {
        case "getHours" -> length.toHours();
        case "getMinutes" -> length.toMinutes();
        case "getSeconds" -> length.toSeconds();
        default -> Failure.types(part, value);
      };
    }
    if (!(value instanceof Instant instant)) {
      return Failure.types(part, value);
    }
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    return switch (part) {
      case "getFullYear" -> (long) time.getYear();
      case "getMonth" -> (long) time.getMonthValue() - 1;
      case "getDate" -> (long) time.getDayOfMonth();
      case "getDayOfMonth" -> (long) time.getDayOfMonth() - 1;
      case "getDayOfWeek" -> (long) time.getDayOfWeek().getValue() % 7;
      case "getDayOfYear" -> (long) time.getDayOfYear() - 1;
      case "getHours" -> (long) time.getHour();
      case "getMinutes" -> (long) time.getMinute();
      case "getSeconds" -> (long) time.getSecond();
      default -> Failure.types(part, value);
    };
  }
}
