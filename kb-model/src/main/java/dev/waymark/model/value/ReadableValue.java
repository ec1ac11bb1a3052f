package dev.waymark.model.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as people read them in a sentence: {@code 1,204}, {@code 92 %}, {@code 3 min 20 s}, {@code
 * 18:04:05 UTC}. The same value always gives the same text: it depends on no clock and no locale of
 * the machine.
 */
public final class ReadableValue {
  private static final DateTimeFormatter TIME = formatter("HH:mm:ss 'UTC'");
  private static final DateTimeFormatter DAY_AND_TIME = formatter("d MMM yyyy, HH:mm:ss 'UTC'");
  private static final MathContext DIGITS = new MathContext(6);
  private static final BigDecimal LEAST_PERCENT = new BigDecimal("0.1");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("99");
  private static final BigDecimal ALL = new BigDecimal("100");
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_ITEMS = 5;

  private ReadableValue() {}

  /**
   * A value on one line.
   *
   * @param value in the Java type that {@link dev.waymark.model.table.ColumnType} names for its
   *     kind
   * @param day on which it is said: times of that day are told without their date
   */
  public static String of(@Nullable Object value, Optional<LocalDate> day) {
    return switch (value) {
      case null -> "nothing";
      case Boolean yes -> yes ? "yes" : "no";
      case Integer number -> number(number);
      case Long number -> number(number);
      case Double number -> number(number);
      case BigDecimal number -> number(number);
      case Duration length -> length(length);
      case Instant time -> time(time, day);
      case List<?> list -> list(list, day);
      case Map<?, ?> map -> map(map, day);
      default -> text(value.toString());
    };
  }

  /** A whole number, its thousands apart: {@code 1,204}. */
  public static String number(long number) {
    return format("#,##0", number);
  }

  /** A number to six digits: {@code 31.5}, {@code 1,204.25}, {@code 0.005}. */
  public static String number(double number) {
    return Double.isFinite(number) ? number(BigDecimal.valueOf(number)) : String.valueOf(number);
  }

  private static String number(BigDecimal number) {
    BigDecimal whole = number.setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rounded = whole.precision() > 6 ? whole : number.round(DIGITS);
    return format("#,##0.##########", rounded);
  }

  /**
   * A share: {@code 92 %}, {@code 0.4 %}. Neither nothing nor all is said of what is nearly that.
   *
   * @param share 1 is all
   */
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return String.valueOf(share);
    }
    BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
    BigDecimal size = percent.abs();
    if (size.signum() > 0 && size.compareTo(LEAST_PERCENT) < 0) {
      return "less than 0.1 %";
    }
    boolean nearlyAll = size.compareTo(NEARLY_ALL) > 0 && size.compareTo(ALL) < 0;
    boolean few = size.compareTo(BigDecimal.TEN) < 0;
    BigDecimal rounded =
        percent.setScale(
            few || nearlyAll ? 1 : 0, nearlyAll ? RoundingMode.DOWN : RoundingMode.HALF_UP);
    return format("#,##0.#", rounded) + " %";
  }

  /** A length of time in its two largest units: {@code 3 min 20 s}, {@code 2 d 4 h}. */
  public static String length(Duration length) {
    String sign = length.isNegative() ? "-" : "";
    Duration size = length.abs();
    if (size.toSeconds() == 0) {
      return size.isZero() ? "0 s" : sign + milliseconds(size);
    }
    if (size.toMinutes() == 0) {
      return sign
          + number(BigDecimal.valueOf(size.toMillis(), 3).setScale(1, RoundingMode.DOWN))
          + " s";
    }
    if (size.toHours() == 0) {
      return sign + two(size.toMinutesPart(), "min", size.toSecondsPart(), "s");
    }
    if (size.toDays() == 0) {
      return sign + two(size.toHoursPart(), "h", size.toMinutesPart(), "min");
    }
    return sign + two(size.toDaysPart(), "d", size.toHoursPart(), "h");
  }

  /**
   * About how long, in the largest unit that tells enough: {@code 104 s}, {@code 12 min} or {@code
   * 20 d}. Before or after makes no difference.
   */
  public static String roughly(Duration length) {
    Duration size = length.abs();
    if (size.toMinutes() < 2) {
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

  private static String milliseconds(Duration size) {
    return size.toMillis() == 0 ? "less than 1 ms" : size.toMillis() + " ms";
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return number(large) + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** A time: {@code 18:04:05 UTC} on that day, {@code 30 Nov 2026, 18:04:05 UTC} on others. */
  public static String time(Instant time, Optional<LocalDate> day) {
    return (day.equals(Optional.of(LocalDate.ofInstant(time, ZoneOffset.UTC)))
            ? TIME
            : DAY_AND_TIME)
        .format(time);
  }

  /** The name of a resource for its id; every other text on one line, and cut if it's long. */
  private static String text(String text) {
    if (text.startsWith("/subscriptions/")) {
      Optional<ResourceId> id = ResourceId.read(text).value();
      if (id.isPresent()) {
        return id.get().name();
      }
    }
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll("\\p{Cs}", "\uFFFD").strip();
    if (line.codePointCount(0, line.length()) <= LONGEST_TEXT) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  private static String list(List<?> list, Optional<LocalDate> day) {
    if (list.isEmpty()) {
      return "none";
    }
    String first =
        list.stream()
            .limit(MOST_ITEMS)
            .map(item -> of(item, day))
            .collect(Collectors.joining(", "));
    return list.size() > MOST_ITEMS
        ? first + " and " + number(list.size() - MOST_ITEMS) + " more"
        : first;
  }

  private static String map(Map<?, ?> map, Optional<LocalDate> day) {
    return list(
        map.entrySet().stream()
            .map(entry -> entry.getKey() + " " + of(entry.getValue(), day))
            .toList(),
        day);
  }

  private static String format(String pattern, Number number) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
