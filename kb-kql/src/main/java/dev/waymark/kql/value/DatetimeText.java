package dev.waymark.kql.value;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How Kusto reads and writes {@code datetime}: ISO 8601, RFC 822, RFC 850 and sortable forms, as <a
 * href="https://learn.microsoft.com/kusto/query/scalar-data-types/datetime#supported-formats">its
 * documentation</a> lists them, and the form of the United States, in which the portal exports.
 */
public final class DatetimeText {
  private static final String TIME =
      "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?";
  private static final String ZONE = "\\s*(?<zone>Z|z|UTC|GMT|UT|[+-]\\d{2}:?\\d{2})?";

  private static final List<Form> FORMS =
      List.of(
          Form.of("(?<year>\\d{4})(?:-(?<month>\\d{1,2}))?Z?"),
          Form.of("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})"),
          Form.of(
              "(?<year>\\d{4})([-/])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})(?:(?:T|\\s)\\s*"
                  + TIME
                  + ZONE
                  + "|Z)?"),
          Form.of(
              "(?<month>\\d{1,2})([-/])(?<day>\\d{1,2})\\2(?<year>\\d{4})(?:,?\\s+"
                  + TIME
                  + "(?:\\s?(?<half>[AP]M))?)?"),
          Form.of(
              "(?:(?<weekday>[A-Za-z]{3,9}),?\\s+)?(?<day>\\d{1,2})([ -])(?<month>[A-Za-z]{3})\\3"
                  + "(?<year>\\d{2}|\\d{4})\\s+"
                  + TIME
                  + ZONE));

  /** What may be a moment in a form that isn't known here: digits, marks and words of dates. */
  private static final Pattern DATE_LIKE = Pattern.compile("[\\p{Alpha}\\d\\s:./,+-]*");

  private static final Pattern WORD = Pattern.compile("\\p{Alpha}+");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Set<String> WEEKDAYS =
      Set.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final Set<String> DATE_WORDS =
      Set.of(
          "t", "z", "am", "pm", "a", "p", "st", "nd", "rd", "th", "at", "of", "bc", "ad", "utc",
          "gmt", "ut", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst",
          "ist", "jst");

  private static final int MOST_ZONE_HOURS = 14;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DatetimeText() {}

  /** A way to write moments, by the names of its parts. */
  private record Form(Pattern pattern, Set<String> parts) {
    private static final Pattern PART = Pattern.compile("\\(\\?<(\\w+)>");

    static Form of(String regex) {
      return new Form(
          Pattern.compile(regex),
          PART.matcher(regex).results().map(part -> part.group(1)).collect(Collectors.toSet()));
    }

    Optional<Parts> read(String text) {
      Matcher m = pattern.matcher(text);
      return m.matches() ? Optional.of(new Parts(this, m)) : Optional.empty();
    }
  }

  private record Parts(Form form, Matcher matcher) {
    @Nullable String text(String part) {
      return form.parts().contains(part) ? matcher.group(part) : null;
    }

    int number(String part, int otherwise) {
      String digits = text(part);
      return digits == null ? otherwise : Integer.parseInt(digits);
    }
  }

  private static Optional<Parts> parts(String text) {
    return FORMS.stream().flatMap(form -> form.read(text).stream()).findFirst();
  }

  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** The moment that a text names; empty if it names none. */
  public static Optional<Instant> parse(String text) {
    try {
      return parts(text.strip()).map(DatetimeText::moment);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether Kusto may know a moment in a text that {@link #parse} doesn't: one that has the look of
   * a date in no documented form, or whose century, weekday or zone is in doubt.
   */
  public static boolean isUnclear(String text) {
    String stripped = text.strip();
    if (stripped.chars().noneMatch(c -> c >= '0' && c <= '9')
        || !DATE_LIKE.matcher(stripped).matches()) {
      return false;
    }
    return parts(stripped)
        .map(DatetimeText::isDoubtful)
        .orElseGet(
            () ->
                WORD.matcher(stripped)
                    .results()
                    .allMatch(word -> isDateWord(word.group().toLowerCase(Locale.ROOT))));
  }

  private static boolean isDateWord(String word) {
    String start = word.substring(0, Math.min(3, word.length()));
    return DATE_WORDS.contains(word) || MONTHS.contains(start) || WEEKDAYS.contains(start);
  }

  private static boolean isDoubtful(Parts parts) {
    return parts.text("weekday") != null
        || year(parts).isEmpty()
        || offset(parts.text("zone")).isEmpty();
  }

  private static Instant moment(Parts parts) {
    int year = year(parts).orElseThrow(() -> new DateTimeException("a century that isn't said"));
    LocalDate day = LocalDate.of(year, month(parts), parts.number("day", 1));
    if (year == 0 || !isWeekday(parts.text("weekday"), day.getDayOfWeek())) {
      throw new DateTimeException("no such day");
    }
    int hour = parts.number("hour", 0);
    String half = parts.text("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no such hour of half a day");
      }
      hour = hour % 12 + (half.equals("PM") ? 12 : 0);
    }
    String fraction = parts.text("fraction");
    int ticks = Integer.parseInt(((fraction == null ? "" : fraction) + "0000000").substring(0, 7));
    LocalTime time =
        LocalTime.of(hour, parts.number("minute", 0), parts.number("second", 0), ticks * 100);
    ZoneOffset zone =
        offset(parts.text("zone")).orElseThrow(() -> new DateTimeException("no such zone"));
    Instant moment = day.atTime(time).toInstant(zone);
    if (Ticks.instant(Ticks.of(moment)) == Null.NULL) {
      throw new DateTimeException("before or after all of time");
    }
    return moment;
  }

  /** The year; of two digits, only if all conventions agree on the century. */
  private static Optional<Integer> year(Parts parts) {
    int year = parts.number("year", 0);
    if (String.valueOf(parts.text("year")).length() > 2) {
      return Optional.of(year);
    }
    return year < 30
        ? Optional.of(2000 + year)
        : year >= 70 ? Optional.of(1900 + year) : Optional.empty();
  }

  private static int month(Parts parts) {
    String month = parts.text("month");
    if (month == null) {
      return 1;
    }
    return Character.isLetter(month.charAt(0))
        ? MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1
        : Integer.parseInt(month);
  }

  private static boolean isWeekday(@Nullable String name, DayOfWeek day) {
    return name == null
        || name.equalsIgnoreCase(day.name())
        || name.equalsIgnoreCase(day.name().substring(0, 3));
  }

  /** The zone; empty if there is none so far from Greenwich. */
  private static Optional<ZoneOffset> offset(@Nullable String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return Optional.of(ZoneOffset.UTC);
    }
    String digits = zone.substring(1).replace(":", "");
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = Integer.parseInt(digits.substring(2));
    if (minutes > 59 || hours * 60 + minutes > MOST_ZONE_HOURS * 60) {
      return Optional.empty();
    }
    int sign = zone.charAt(0) == '-' ? -1 : 1;
    return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
  }
}
