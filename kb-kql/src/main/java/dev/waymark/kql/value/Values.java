package dev.waymark.kql.value;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.model.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
  public static boolean isEmpty(Object value) {
    return value == NULL || value.equals("");
  }

  /** As {@code tostring()} writes it. */
  public static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Null _ -> "";
      case Boolean flag -> flag ? "True" : "False";
      case Double number -> Numbers.format(number);
      case BigDecimal number -> number.toPlainString();
      case Instant instant -> DatetimeText.format(instant);
      case Duration duration -> TimespanText.format(duration);
      case List<?> list -> Json.write(list);
      case Map<?, ?> bag -> Json.write(bag);
      default -> value.toString();
    };
  }

  /** As {@code tostring()} writes what stands in a {@code dynamic}. */
  public static String dynamicText(Object value) {
    return value instanceof Boolean flag ? flag.toString() : text(value);
  }

  /** A value in another type; null if it has none there. */
  public static Object convert(Object value, ColumnType type) {
    if (type == ColumnType.STRING) {
      return dynamicText(value);
    }
    if (value == NULL) {
      return NULL;
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

  private static Object toBool(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> orNull(Numbers.parseLong(text).map(number -> number != 0));
          };
      default -> NULL;
    };
  }

  private static Object toInt(Object value) {
    if (!(toLong(value) instanceof Long number)) {
      return NULL;
    }
    boolean outside = number != number.intValue();
    return outside && value instanceof String ? NULL : (Object) number.intValue();
  }

  private static Object toLong(Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number.longValue();
      case Double number -> whole(number);
      case BigDecimal number -> number.longValue();
      case Boolean flag -> flag ? 1L : 0L;
      case Instant instant -> Ticks.of(instant);
      case Duration duration -> Ticks.of(duration);
      case String text -> orNull(Numbers.parseLong(text));
      default -> NULL;
    };
  }

  private static Object whole(double number) {
    if (!Double.isFinite(number)) {
      return NULL;
    }
    if (Math.abs(number) >= 0x1p63) {
      throw Refusal.unsupported("a real beyond what a long can hold as a long");
    }
    return (long) number;
  }

  private static Object toReal(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> orNull(Numbers.parseDouble(text));
      default -> toLong(value) instanceof Long ticks ? (Object) ticks.doubleValue() : NULL;
    };
  }

  private static Object toDecimal(Object value) {
    return switch (value) {
      case BigDecimal number -> number;
      case Double number ->
          Double.isFinite(number) ? new BigDecimal(Double.toString(number)) : NULL;
      case String text -> orNull(Numbers.parseDecimal(text));
      default -> toLong(value) instanceof Long number ? BigDecimal.valueOf(number) : NULL;
    };
  }

  private static Object toDatetime(Object value) {
    return switch (value) {
      case Instant instant -> instant;
      case String text -> datetime(text);
      case Number number -> Ticks.instant(number.longValue());
      default -> NULL;
    };
  }

  private static Object datetime(String text) {
    Optional<Instant> moment = DatetimeText.parse(text);
    if (moment.isEmpty() && DatetimeText.isUnclear(text)) {
      throw Refusal.unsupported("`" + text.strip() + "` as a datetime");
    }
    return orNull(moment);
  }

  private static Object toTimespan(Object value) {
    return switch (value) {
      case Duration duration -> duration;
      case String text -> timespan(text);
      case Long ticks -> Ticks.duration(ticks);
      case Integer ticks -> Ticks.duration(ticks);
      default -> NULL;
    };
  }

  private static Object timespan(String text) {
    Optional<Duration> length = TimespanText.parse(text);
    if (length.isEmpty() && TimespanText.isUnclear(text)) {
      throw Refusal.unsupported("`" + text.strip() + "` as a timespan");
    }
    return orNull(length);
  }

  /** The guid with which a text begins. */
  private static Object toGuid(Object value) {
    if (value instanceof UUID) {
      return value;
    }
    Matcher guid = GUID.matcher(value instanceof String text ? text.strip() : "");
    if (!guid.lookingAt()) {
      return NULL;
    }
    String digits = guid.group(1).replace("-", "");
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
  }

  /** A value that may be absent, as one that may be null. */
  public static Object orNull(Optional<?> value) {
    return value.isPresent() ? value.get() : NULL;
  }

  /** A property of a bag; null if it has none of that name. */
  public static Object property(Map<?, ?> bag, Object name) {
    Object value = bag.get(name);
    return value == null ? NULL : value;
  }

  /** A value from outside, in which nothing is Java's null. */
  public static Object in(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case List<?> list -> list.stream().map(Values::in).toList();
      case Map<?, ?> bag -> {
        var inside = new LinkedHashMap<Object, Object>();
        bag.forEach((name, each) -> inside.put(name, in(each)));
        yield inside;
      }
      default -> Ticks.cut(value);
    };
  }

  /** A value for outside, where Java's null stands for none. */
  public static @Nullable Object out(Object value) {
    return switch (value) {
      case Null _ -> null;
      case List<?> list -> {
        var outside = new ArrayList<@Nullable Object>(list.size());
        list.forEach(each -> outside.add(out(each)));
        yield outside;
      }
      case Map<?, ?> bag -> {
        var outside = new LinkedHashMap<Object, @Nullable Object>();
        bag.forEach((name, each) -> outside.put(name, out(each)));
        yield outside;
      }
      default -> value;
    };
  }

  /** A value as it stands inside a {@code dynamic}. */
  public static Object toDynamic(Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  /** The name that {@code gettype()} gives to what stands in a {@code dynamic}. */
  public static String dynamicType(Object value) {
    return switch (value) {
      case Null _ -> "null";
      case List<?> _ -> "array";
      case Map<?, ?> _ -> "dictionary";
      case Boolean _ -> "bool";
      case Long _ -> "long";
      case Double _ -> "double";
      case String _ -> "string";
      case Instant _ -> "datetime";
      case Duration _ -> "timespan";
      case UUID _ -> "guid";
      default -> "decimal";
    };
  }

  /**
   * Negative, zero or positive as the first of two values comes before, beside or after the other.
   * Neither is null; numbers may be of different types.
   */
  public static int compare(Object left, Object right) {
    return switch (left) {
      case String a when right instanceof String b -> a.compareTo(b);
      case Number a when right instanceof Number b -> compareNumbers(a, b);
      case Instant a when right instanceof Instant b -> a.compareTo(b);
      case Duration a when right instanceof Duration b -> a.compareTo(b);
      case Boolean a when right instanceof Boolean b -> a.compareTo(b);
      case UUID a when right instanceof UUID b -> a.toString().compareTo(b.toString());
      default -> dynamicText(left).compareTo(dynamicText(right));
    };
  }

  /** {@link #compare}, quicker where both values are of a column's type. */
  public static Comparator<Object> order(ColumnType type) {
    return switch (type) {
      case REAL ->
          (left, right) ->
              left instanceof Double a && right instanceof Double b
                  ? compareReals(a, b)
                  : compare(left, right);
      case LONG ->
          (left, right) ->
              left instanceof Long a && right instanceof Long b
                  ? Long.compare(a, b)
                  : compare(left, right);
      case DATETIME ->
          (left, right) ->
              left instanceof Instant a && right instanceof Instant b
                  ? a.compareTo(b)
                  : compare(left, right);
      case BOOL, INT, DECIMAL, STRING, TIMESPAN, GUID, DYNAMIC -> Values::compare;
    };
  }

  private static int compareReals(double a, double b) {
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : Double.compare(a, b);
  }

  private static int compareNumbers(Number left, Number right) {
    boolean wholeLeft = left instanceof Long || left instanceof Integer;
    boolean wholeRight = right instanceof Long || right instanceof Integer;
    if (wholeLeft && wholeRight) {
      return Long.compare(left.longValue(), right.longValue());
    }
    if (left instanceof Double || right instanceof Double) {
      return compareReals(left.doubleValue(), right.doubleValue());
    }
    return decimal(left).compareTo(decimal(right));
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  /** A key under which equal values fall together, whatever the scale they're written in. */
  public static Object key(Object value) {
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
