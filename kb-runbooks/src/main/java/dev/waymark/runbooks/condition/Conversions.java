package dev.waymark.runbooks.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's conversions between types; around a number in text there may be white space. */
final class Conversions {
  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "h", new BigDecimal(3_600_000_000_000L),
          "m", new BigDecimal(60_000_000_000L),
          "s", new BigDecimal(1_000_000_000L),
          "ms", new BigDecimal(1_000_000L),
          "us", new BigDecimal(1_000L),
          "µs", new BigDecimal(1_000L),
          "ns", BigDecimal.ONE);
  private static final Pattern DURATION =
      Pattern.compile("(?<sign>[-+])?(?<parts>(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:h|ms|m|s|us|µs|ns))+)");
  private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(h|ms|m|s|us|µs|ns)");

  private Conversions() {}

  static Object toInt(Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Double number) {
      return number > -0x1p63 && number < 0x1p63 ? (Object) number.longValue() : Failure.tooLarge();
    }
    if (value instanceof Instant time) {
      return time.getEpochSecond();
    }
    if (value instanceof String text) {
      try {
        return Long.valueOf(text.strip());
      } catch (NumberFormatException e) {
        return unreadable("a whole number", text);
      }
    }
    return Failure.types("int", value);
  }

  static Object toDouble(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.valueOf(text.strip());
      } catch (NumberFormatException e) {
        return unreadable("a number", text);
      }
    }
    return Failure.types("double", value);
  }

  static Object toText(Object value) {
    if (value instanceof Duration length) {
      return seconds(length);
    }
    return value instanceof String
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Instant
        ? value.toString()
        : Failure.types("string", value);
  }

  /** With as many decimals as are needed of 0, 3, 6 and 9. */
  private static String seconds(Duration length) {
    int nanos = length.toNanosPart();
    int decimals = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    return BigDecimal.valueOf(length.toSeconds())
            .add(BigDecimal.valueOf(length.toNanosPart(), 9))
            .setScale(decimals)
            .toPlainString()
        + "s";
  }

  static Object toBool(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    return value instanceof String text ? readBool(text) : Failure.types("bool", value);
  }

  private static Object readBool(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "t", "1" -> true;
      case "false", "False", "FALSE", "f", "0" -> false;
      default -> unreadable("true or false", text);
    };
  }

  static Object toTimestamp(Object value) {
    try {
      if (value instanceof Instant) {
        return value;
      }
      if (value instanceof Long seconds) {
        return Instant.ofEpochSecond(seconds);
      }
      return value instanceof String text
          ? OffsetDateTime.parse(text).toInstant()
          : Failure.types("timestamp", value);
    } catch (DateTimeException e) {
      return unreadable("a time", String.valueOf(value));
    }
  }

  static Object toDuration(Object value) {
    if (value instanceof Duration) {
      return value;
    }
    if (!(value instanceof String text)) {
      return Failure.types("duration", value);
    }
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher written = DURATION.matcher(text);
    if (!written.matches() || text.length() > 64) {
      return unreadable("a length of time", text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(written.group("parts"));
    while (part.find()) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(NANOS.get(part.group(2))));
    }
    try {
      Duration length = Duration.ofNanos(nanos.toBigInteger().longValueExact());
      return "-".equals(written.group("sign")) ? length.negated() : length;
    } catch (ArithmeticException e) {
      return Failure.tooLarge();
    }
  }

  /** Of a length of time that a column holds as a number. */
  static Object milliseconds(Object value) {
    if (!(value instanceof Long || value instanceof Double)) {
      return Failure.types("milliseconds", value);
    }
    double size = ((Number) value).doubleValue();
    return Math.abs(size) < 0x1p43
        ? Duration.ofNanos(Math.round(size * 1_000_000))
        : Failure.tooLarge();
  }

  private static Failure unreadable(String type, String text) {
    return new Failure(ShortValue.value(text) + " can't be read as " + type);
  }
}
