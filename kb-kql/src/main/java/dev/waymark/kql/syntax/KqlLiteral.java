package dev.waymark.kql.syntax;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as KQL literals. This is how a value enters a query: a literal is one token (or,
 * for {@code dynamic}, one pair of parentheses) whatever the value holds, so that no value becomes
 * syntax.
 */
public final class KqlLiteral {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.9999999Z");

  private KqlLiteral() {}

  /** {@code let NAME = literal;} and a line end. */
  public static String let(String name, Object value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name: " + name);
    }
    return "let " + name + " = " + of(value) + ";\n";
  }

  /**
   * A value as a literal.
   *
   * @throws IllegalArgumentException if KQL has no literal for a value of this type or size
   */
  public static String of(Object value) {
    if (value instanceof String text) {
      return string(text);
    }
    if (value instanceof Boolean || value instanceof UUID) {
      return value instanceof Boolean ? value.toString() : "guid(" + value + ")";
    }
    if (value instanceof Integer) {
      return "int(" + value + ")";
    }
    if (value instanceof Long) {
      return "long(" + value + ")";
    }
    if (value instanceof Double number) {
      return "real(" + real(number) + ")";
    }
    if (value instanceof BigDecimal number) {
      return "decimal(" + number.toPlainString() + ")";
    }
    if (value instanceof Duration duration) {
      return "timespan(" + timespan(duration) + ")";
    }
    if (value instanceof Instant instant) {
      return "datetime(" + datetime(instant) + ")";
    }
    if (value instanceof List || value instanceof Map) {
      return "dynamic(" + json(value) + ")";
    }
    throw new IllegalArgumentException("no KQL literal for " + value.getClass().getSimpleName());
  }

  private static String string(String text) {
    var literal = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (Character.isLetterOrDigit(c) || (c >= ' ' && c < 127)) {
            literal.append(c);
          } else {
            literal.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          }
        }
      }
    }
    return literal.append('"').toString();
  }

  private static String real(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+inf" : "-inf";
    }
    return Double.toString(number);
  }

  private static String timespan(Duration duration) {
    long ticks;
    try {
      ticks =
          Math.addExact(
              Math.multiplyExact(duration.getSeconds(), 10_000_000L), duration.getNano() / 100);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too long for a KQL timespan: " + duration, e);
    }
    long seconds = Math.abs(ticks / 10_000_000L);
    return String.format(
        Locale.ROOT,
        "%s%d.%02d:%02d:%02d.%07d",
        ticks < 0 ? "-" : "",
        seconds / 86_400,
        seconds / 3_600 % 24,
        seconds / 60 % 60,
        seconds % 60,
        Math.abs(ticks % 10_000_000L));
  }

  private static String datetime(Instant instant) {
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new IllegalArgumentException("outside of what a KQL datetime can hold: " + instant);
    }
    return DATETIME.format(instant);
  }

  private static String json(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(KqlLiteral::json).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> string(String.valueOf(entry.getKey())) + ": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
      return value.toString();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return Double.toString(number);
    }
    return value instanceof Double number ? '"' + real(number) + '"' : of(value);
  }
}
