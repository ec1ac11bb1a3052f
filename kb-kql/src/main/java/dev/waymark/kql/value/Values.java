package dev.waymark.kql.value;

import dev.waymark.model.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conversions between types and the order of values, as Kusto does them. */
public final class Values {
  private static final Pattern GUID =
      Pattern.compile("\\{?([0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12})");

  private Values() {}

  /** Whether it's a missing value, which for strings is the empty one. */
  public static boolean isEmpty(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isEmpty());
  }

  /** As {@code tostring()} writes it. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double number) {
      return Numbers.format(number);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Instant instant) {
      return DatetimeText.format(instant);
    }
    if (value instanceof Duration duration) {
      return TimespanText.format(duration);
    }
    return value instanceof List || value instanceof Map ? Json.write(value) : value.toString();
  }

  /** As {@code tostring()} writes what stands in a {@code dynamic}. */
  public static String dynamicText(@Nullable Object value) {
    return value instanceof Boolean flag ? flag.toString() : text(value);
  }

  /** A value in another type; {@code null} where it has none there. */
  public static @Nullable Object convert(@Nullable Object value, ColumnType type) {
    if (type == ColumnType.STRING) {
      return dynamicText(value);
    }
    if (value == null) {
      return null;
    }
    return switch (type) {
      case BOOL -> toBool(value);
      case INT -> toInt(value);
      case LONG -> toLong(value);
      case REAL -> toReal(value);
      case DECIMAL -> toDecimal(value);
      case DATETIME -> toDatetime(value);
      case TIMESPAN -> toTimespan(value);
      case GUID -> toGuid(value);
      case DYNAMIC -> toDynamic(value);
      case STRING -> dynamicText(value);
    };
  }

  public static @Nullable Boolean toBool(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        default -> {
          Long number = Numbers.parseLong(text);
          yield number == null ? null : Boolean.valueOf(number != 0);
        }
      };
    }
    return null;
  }

  public static @Nullable Integer toInt(Object value) {
    Long number = toLong(value);
    if (number == null) {
      return null;
    }
    boolean outside = number != number.intValue();
    return outside && value instanceof String ? null : Integer.valueOf(number.intValue());
  }

  public static @Nullable Long toLong(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Double number) {
      return whole(number);
    }
    if (value instanceof BigDecimal number) {
      return number.longValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Instant instant) {
      return Ticks.of(instant);
    }
    if (value instanceof Duration duration) {
      return Ticks.of(duration);
    }
    if (value instanceof String text) {
      return Numbers.parseLong(text);
    }
    return null;
  }

  private static @Nullable Long whole(double number) {
    if (!Double.isFinite(number)) {
      return null;
    }
    if (Math.abs(number) >= 0x1p63) {
      throw Refusal.unsupported("a real beyond what a long can hold as a long");
    }
    return (long) number;
  }

  public static @Nullable Double toReal(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      return Numbers.parseDouble(text);
    }
    Long ticks = toLong(value);
    return ticks == null ? null : Double.valueOf(ticks.doubleValue());
  }

  public static @Nullable BigDecimal toDecimal(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? new BigDecimal(Double.toString(number)) : null;
    }
    if (value instanceof String text) {
      return Numbers.parseDecimal(text);
    }
    Long number = toLong(value);
    return number == null ? null : BigDecimal.valueOf(number);
  }

  public static @Nullable Instant toDatetime(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof String text) {
      return datetime(text);
    }
    return value instanceof Number number ? Ticks.instant(number.longValue()) : null;
  }

  private static @Nullable Instant datetime(String text) {
    Optional<Instant> moment = DatetimeText.parse(text);
    if (moment.isEmpty() && DatetimeText.isUnclear(text)) {
      throw Refusal.unsupported("`" + text.strip() + "` as a datetime");
    }
    return moment.orElse(null);
  }

  public static @Nullable Duration toTimespan(Object value) {
    if (value instanceof Duration duration) {
      return duration;
    }
    if (value instanceof String text) {
      Optional<Duration> length = TimespanText.parse(text);
      if (length.isEmpty() && TimespanText.isUnclear(text)) {
        throw Refusal.unsupported("`" + text.strip() + "` as a timespan");
      }
      return length.orElse(null);
    }
    return value instanceof Long || value instanceof Integer
        ? Ticks.duration(((Number) value).longValue())
        : null;
  }

  /** The guid with which a text begins. */
  public static @Nullable UUID toGuid(Object value) {
    if (value instanceof UUID guid) {
      return guid;
    }
    if (!(value instanceof String text)) {
      return null;
    }
    Matcher guid = GUID.matcher(text.strip());
    if (!guid.lookingAt()) {
      return null;
    }
    String digits = guid.group(1).replace("-", "");
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
  }

  /** A value as it stands inside a {@code dynamic}. */
  public static @Nullable Object toDynamic(@Nullable Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** The name that {@code gettype()} gives to what stands in a {@code dynamic}. */
  public static String dynamicType(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List) {
      return "array";
    }
    if (value instanceof Map) {
      return "dictionary";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Long) {
      return "long";
    }
    if (value instanceof Double) {
      return "double";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Instant) {
      return "datetime";
    }
    if (value instanceof Duration) {
      return "timespan";
    }
    return value instanceof UUID ? "guid" : "decimal";
  }

  /**
   * Negative, zero or positive as the first of two values comes before, beside or after the other.
   * Neither is null; numbers may be of different types.
   */
  public static int compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return a.compareTo(b);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    if (left instanceof UUID a && right instanceof UUID b) {
      return a.toString().compareTo(b.toString());
    }
    return dynamicText(left).compareTo(dynamicText(right));
  }

  private static int compareNumbers(Number left, Number right) {
    boolean wholeLeft = left instanceof Long || left instanceof Integer;
    boolean wholeRight = right instanceof Long || right instanceof Integer;
    if (wholeLeft && wholeRight) {
      return Long.compare(left.longValue(), right.longValue());
    }
    if (left instanceof Double || right instanceof Double) {
      double a = left.doubleValue();
      double b = right.doubleValue();
      return a < b ? -1 : a > b ? 1 : a == b ? 0 : Double.compare(a, b);
    }
    return decimal(left).compareTo(decimal(right));
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  /** A key under which equal values fall together, whatever the scale they're written in. */
  public static @Nullable Object key(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    if (value instanceof Double number) {
      return number == 0.0 ? Double.valueOf(0.0) : number;
    }
    return value;
  }

  /** Division of decimals to Kusto's precision. */
  public static BigDecimal divide(BigDecimal left, BigDecimal right) {
    return left.divide(right, 34, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }
}
