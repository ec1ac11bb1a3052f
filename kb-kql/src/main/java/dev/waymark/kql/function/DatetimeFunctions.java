package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Dates, times of day and lengths of time. */
final class DatetimeFunctions {
  /** Kusto counts to the end of the week, which lies beyond the end of time here. */
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private DatetimeFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    bins(family);
    period(family, "day", day -> day, ChronoUnit.DAYS);
    period(
        family,
        "week",
        day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)),
        ChronoUnit.WEEKS);
    period(family, "month", day -> day.withDayOfMonth(1), ChronoUnit.MONTHS);
    period(family, "year", day -> day.withDayOfYear(1), ChronoUnit.YEARS);
    family.strict(
        "dayofweek(datetime) timespan",
        a ->
            date(a, 0).equals(LAST_DAY)
                ? NULL
                : Duration.ofDays(date(a, 0).getDayOfWeek().getValue() % 7));
    family.strict("dayofmonth(datetime) int", a -> date(a, 0).getDayOfMonth());
    family.strict("dayofyear(datetime) int", a -> date(a, 0).getDayOfYear());
    family.strict("hourofday(datetime) int", a -> local(a, 0).getHour());
    for (String name : List.of("monthofyear", "getmonth")) {
      family.strict(name + "(datetime) int", a -> date(a, 0).getMonthValue());
    }
    family.strict("getyear(datetime) int", a -> date(a, 0).getYear());
    for (String name : List.of("week_of_year", "weekofyear")) {
      family.strict(
          name + "(datetime) int", a -> date(a, 0).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
    for (String name : List.of("datetime_part", "datepart")) {
      family.strict(name + "(string, datetime) int", DatetimeFunctions::part);
    }
    family.strict("datetime_diff(string, datetime, datetime) long", DatetimeFunctions::difference);
    family.strict("datetime_add(string, long, datetime) datetime", DatetimeFunctions::add);
    family.strict("make_datetime(long, long, long) datetime", DatetimeFunctions::makeDatetime);
    family.strict(
        "make_datetime(long, long, long, long, long, real?) datetime",
        DatetimeFunctions::makeDatetime);
    family.strict(
        "make_timespan(long, long) timespan", a -> makeTimespan(0, whole(a, 0), whole(a, 1), 0));
    family.strict(
        "make_timespan(long, long, real) timespan",
        a -> makeTimespan(0, whole(a, 0), whole(a, 1), (Double) a[2]));
    family.strict(
        "make_timespan(long, long, long, real) timespan",
        a -> makeTimespan(whole(a, 0), whole(a, 1), whole(a, 2), (Double) a[3]));
    family.strict(
        "format_datetime(datetime, string) string",
        a -> TimeFormat.datetime((Instant) a[0], StringFunctions.text(a, 1)));
    family.strict(
        "format_timespan(timespan, string) string",
        a -> TimeFormat.timespan((Duration) a[0], StringFunctions.text(a, 1)));
    unix(family, "seconds", Ticks.PER_SECOND);
    unix(family, "milliseconds", Ticks.PER_MILLISECOND);
    unix(family, "microseconds", 10);
    unix(family, "nanoseconds", 0);
    family.strict(
        "datetime_utc_to_local(datetime, string) datetime",
        a ->
            ((Instant) a[0])
                .atZone(zone(StringFunctions.text(a, 1)))
                .toLocalDateTime()
                .toInstant(ZoneOffset.UTC));
    family.strict(
        "datetime_local_to_utc(datetime, string) datetime",
        a -> ZonedDateTime.of(local(a, 0), zone(StringFunctions.text(a, 1))).toInstant());
    return family.functions();
  }

  private static void bins(Family family) {
    for (String name : List.of("bin", "floor")) {
      family.strict(name + "(long, long) long", a -> bin(whole(a, 0), whole(a, 1)));
      family.strict(name + "(datetime, timespan) datetime", a -> binDatetime(a, 0));
      family.strict(name + "(datetime, datetime) datetime", a -> NULL);
      family.strict(name + "(timespan, timespan) timespan", a -> binTimespan(a, 0));
      family.strict(name + "(real, real) real", a -> binReal(a, 0));
      family.strict(name + "(decimal, decimal) decimal", a -> binDecimal(a, BigDecimal.ZERO));
    }
    family.strict(
        "bin_at(long, long, long) long",
        a -> {
          Object floor = bin(whole(a, 0) - whole(a, 2), whole(a, 1));
          return floor instanceof Long at ? (Object) (at + whole(a, 2)) : NULL;
        });
    family.strict("bin_at(real, real, real) real", a -> binReal(a, (Double) a[2]));
    family.strict(
        "bin_at(decimal, decimal, decimal) decimal", a -> binDecimal(a, (BigDecimal) a[2]));
    family.strict(
        "bin_at(datetime, timespan, datetime) datetime",
        a -> binDatetime(a, Ticks.of((Instant) a[2])));
    family.strict(
        "bin_at(timespan, timespan, timespan) timespan",
        a -> binTimespan(a, Ticks.of((Duration) a[2])));
  }

  private static Object bin(long value, long size) {
    return size <= 0 ? NULL : (Object) (value - Math.floorMod(value, size));
  }

  private static Object binReal(Object[] a, double origin) {
    double size = (Double) a[1];
    return size <= 0
        ? NULL
        : Double.valueOf(Math.floor(((Double) a[0] - origin) / size) * size + origin);
  }

  private static Object binDecimal(Object[] a, BigDecimal origin) {
    BigDecimal size = (BigDecimal) a[1];
    if (size.signum() <= 0) {
      return NULL;
    }
    BigDecimal from = ((BigDecimal) a[0]).subtract(origin);
    BigDecimal whole = from.divideToIntegralValue(size);
    boolean below = whole.multiply(size).compareTo(from) > 0;
    return (below ? whole.subtract(BigDecimal.ONE) : whole).multiply(size).add(origin);
  }

  private static Object binDatetime(Object[] a, long origin) {
    Object floor = bin(Ticks.of((Instant) a[0]) - origin, Ticks.of((Duration) a[1]));
    return floor instanceof Long at ? Ticks.instant(at + origin) : NULL;
  }

  private static Object binTimespan(Object[] a, long origin) {
    Object floor = bin(Ticks.of((Duration) a[0]) - origin, Ticks.of((Duration) a[1]));
    return floor instanceof Long at ? Ticks.duration(at + origin) : NULL;
  }

  /** The functions {@code startof…} and {@code endof…} of a period. */
  private static void period(
      Family family, String name, UnaryOperator<LocalDate> start, ChronoUnit unit) {
    family.strict(
        "startof" + name + "(datetime, long?) datetime",
        a -> moment(start.apply(date(a, 0)).plus(a.length > 1 ? whole(a, 1) : 0, unit), 0));
    family.strict(
        "endof" + name + "(datetime, long?) datetime",
        a -> moment(start.apply(date(a, 0)).plus((a.length > 1 ? whole(a, 1) : 0) + 1, unit), -1));
  }

  private static Object moment(LocalDate day, long ticks) {
    return Ticks.instant(Ticks.of(day.atStartOfDay().toInstant(ZoneOffset.UTC)) + ticks);
  }

  private static LocalDateTime local(Object[] a, int index) {
    return LocalDateTime.ofInstant((Instant) a[index], ZoneOffset.UTC);
  }

  private static LocalDate date(Object[] a, int index) {
    return local(a, index).toLocalDate();
  }

  private static long whole(Object[] a, int index) {
    return (Long) a[index];
  }

  private static Object part(Object[] a) {
    LocalDateTime time = local(a, 1);
    return switch (StringFunctions.text(a, 0).toLowerCase(Locale.ROOT)) {
      case "year" -> time.getYear();
      case "quarter" -> time.get(IsoFields.QUARTER_OF_YEAR);
      case "month" -> time.getMonthValue();
      case "week_of_year", "weekofyear" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "day" -> time.getDayOfMonth();
      case "dayofyear" -> time.getDayOfYear();
      case "hour" -> time.getHour();
      case "minute" -> time.getMinute();
      case "second" -> time.getSecond();
      case "millisecond" -> (time.getNano() / 1_000_000);
      case "microsecond" -> (time.getNano() / 1_000 % 1_000_000);
      case "nanosecond" -> time.getNano();
      default -> throw unknownPart(a);
    };
  }

  private static Object difference(Object[] a) {
    LocalDateTime left = local(a, 1);
    LocalDateTime right = local(a, 2);
    long leftTicks = Ticks.of((Instant) a[1]);
    long rightTicks = Ticks.of((Instant) a[2]);
    return switch (StringFunctions.text(a, 0).toLowerCase(Locale.ROOT)) {
      case "year" -> (long) left.getYear() - right.getYear();
      case "quarter" -> quarters(left) - quarters(right);
      case "month" -> months(left) - months(right);
      case "week" -> weeks(left) - weeks(right);
      case "day" -> units(leftTicks, rightTicks, Ticks.PER_DAY);
      case "hour" -> units(leftTicks, rightTicks, 3600 * Ticks.PER_SECOND);
      case "minute" -> units(leftTicks, rightTicks, 60 * Ticks.PER_SECOND);
      case "second" -> units(leftTicks, rightTicks, Ticks.PER_SECOND);
      case "millisecond" -> units(leftTicks, rightTicks, Ticks.PER_MILLISECOND);
      case "microsecond" -> units(leftTicks, rightTicks, 10);
      case "nanosecond" -> (leftTicks - rightTicks) * 100;
      default -> throw unknownPart(a);
    };
  }

  private static Refusal unknownPart(Object[] a) {
    return Refusal.unsupported("`" + a[0] + "` as a part of time");
  }

  private static long units(long left, long right, long unit) {
    return left / unit - right / unit;
  }

  private static long months(LocalDateTime time) {
    return time.getYear() * 12L + time.getMonthValue();
  }

  private static long quarters(LocalDateTime time) {
    return time.getYear() * 4L + time.get(IsoFields.QUARTER_OF_YEAR);
  }

  private static long weeks(LocalDateTime time) {
    return Math.floorDiv(
        time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).toEpochDay()
            + 4,
        7);
  }

  private static Object add(Object[] a) {
    long amount = whole(a, 1);
    LocalDateTime time = local(a, 2);
    try {
      LocalDateTime moved =
          switch (StringFunctions.text(a, 0).toLowerCase(Locale.ROOT)) {
            case "year" -> time.plusYears(amount);
            case "quarter" -> time.plusMonths(Math.multiplyExact(3L, amount));
            case "month" -> time.plusMonths(amount);
            case "week" -> time.plusWeeks(amount);
            case "day" -> time.plusDays(amount);
            case "hour" -> time.plusHours(amount);
            case "minute" -> time.plusMinutes(amount);
            case "second" -> time.plusSeconds(amount);
            case "millisecond" -> time.plusNanos(Math.multiplyExact(1_000_000L, amount));
            case "microsecond" -> time.plusNanos(Math.multiplyExact(1_000L, amount));
            case "nanosecond" -> time.plusNanos(amount / 100 * 100);
            default -> throw unknownPart(a);
          };
      return Ticks.instant(Ticks.of(moved.toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException | ArithmeticException e) {
      return NULL;
    }
  }

  private static Object makeDatetime(Object[] a) {
    try {
      LocalDateTime start =
          LocalDateTime.of(
              Math.toIntExact(whole(a, 0)),
              Math.toIntExact(whole(a, 1)),
              Math.toIntExact(whole(a, 2)),
              a.length > 3 ? Math.toIntExact(whole(a, 3)) : 0,
              a.length > 4 ? Math.toIntExact(whole(a, 4)) : 0);
      double seconds = a.length > 5 ? (Double) a[5] : 0;
      if (seconds < 0 || seconds >= 60) {
        return NULL;
      }
      return Ticks.instant(
          Ticks.of(start.toInstant(ZoneOffset.UTC)) + Math.round(seconds * Ticks.PER_SECOND));
    } catch (DateTimeException | ArithmeticException e) {
      return NULL;
    }
  }

  private static Object makeTimespan(long days, long hours, long minutes, double seconds) {
    if (days < 0
        || hours < 0
        || hours > 23
        || minutes < 0
        || minutes > 59
        || seconds < 0
        || seconds >= 60) {
      return NULL;
    }
    return Ticks.duration(
        days * Ticks.PER_DAY
            + (hours * 60 + minutes) * 60 * Ticks.PER_SECOND
            + Math.round(seconds * Ticks.PER_SECOND));
  }

  private static void unix(Family family, String unit, long ticks) {
    String name = "unixtime_" + unit + "_todatetime";
    long epoch = Ticks.of(Instant.EPOCH);
    family.strict(
        name + "(long) datetime",
        a ->
            ticks == 0
                ? Ticks.instant(epoch + whole(a, 0) / 100)
                : scaled(epoch, whole(a, 0), ticks));
    family.strict(
        name + "(real) datetime",
        a -> Ticks.instant(epoch + Math.round((Double) a[0] * (ticks == 0 ? 0.01 : ticks))));
  }

  private static Object scaled(long epoch, long amount, long ticks) {
    try {
      return Ticks.instant(Math.addExact(epoch, Math.multiplyExact(amount, ticks)));
    } catch (ArithmeticException e) {
      return NULL;
    }
  }

  /** The zones that the documentation lists are those of IANA. */
  private static ZoneId zone(String name) {
    if (!ZONES.contains(name)) {
      throw Refusal.unsupported("the time zone `" + name + "`");
    }
    return ZoneId.of(name);
  }
}
