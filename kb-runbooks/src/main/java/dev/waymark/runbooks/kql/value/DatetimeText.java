package dev.waymark.runbooks.kql.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Kusto reads and writes {@code datetime}. */
public final class DatetimeText {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:(?:[T ]|T )\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
              + "\\s*(Z|z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?)?)?Z?");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern SLASHED =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: (\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: ?(AM|PM))?)?");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:[A-Za-z]+,? )?(\\d{1,2})[ -]([A-Za-z]{3})[ -](\\d{4}) (\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: (?:GMT|UTC|Z))?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DatetimeText() {}

  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** The moment that a text names; nothing where it names none. */
  public static Optional<Instant> parse(String text) {
    String stripped = text.strip();
    Matcher iso = ISO.matcher(stripped);
    try {
      if (iso.matches()) {
        return Optional.of(iso(iso));
      }
      Matcher compact = COMPACT.matcher(stripped);
      if (compact.matches()) {
        return Optional.of(at(compact.group(1), compact.group(2), compact.group(3)));
      }
      Matcher slashed = SLASHED.matcher(stripped);
      if (slashed.matches()) {
        return Optional.of(slashed(slashed));
      }
      Matcher named = NAMED.matcher(stripped);
      if (named.matches()) {
        return named(named);
      }
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant iso(Matcher m) {
    Instant day = at(m.group(1), orOne(m.group(2)), orOne(m.group(3)));
    if (m.group(4) == null) {
      return day;
    }
    int hour = Integer.parseInt(m.group(4));
    int minute = Integer.parseInt(m.group(5));
    int second = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day");
    }
    String fraction = m.group(7) == null ? "" : m.group(7);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9)) / 100 * 100;
    Instant local = day.plusSeconds(hour * 3600L + minute * 60L + second).plusNanos(nanos);
    return local.minusSeconds(offsetSeconds(m.group(8)));
  }

  private static long offsetSeconds(String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    long seconds =
        Integer.parseInt(digits.substring(0, 2)) * 3600L
            + Integer.parseInt(digits.substring(2)) * 60L;
    return zone.charAt(0) == '-' ? -seconds : seconds;
  }

  /** Month, day, year, as in the United States. */
  private static Instant slashed(Matcher m) {
    Instant day = at(m.group(3), m.group(1), m.group(2));
    if (m.group(4) == null) {
      return day;
    }
    int hour = Integer.parseInt(m.group(4));
    if (m.group(7) != null) {
      hour = hour % 12 + (m.group(7).equals("PM") ? 12 : 0);
    }
    int minute = Integer.parseInt(m.group(5));
    int second = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day");
    }
    return day.plusSeconds(hour * 3600L + minute * 60L + second);
  }

  private static Optional<Instant> named(Matcher m) {
    int month = MONTHS.indexOf(m.group(2).toLowerCase(Locale.ROOT)) + 1;
    if (month == 0) {
      return Optional.empty();
    }
    int second = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
    return Optional.of(
        LocalDateTime.of(
                Integer.parseInt(m.group(3)),
                month,
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(4)),
                Integer.parseInt(m.group(5)),
                second)
            .toInstant(ZoneOffset.UTC));
  }

  private static Instant at(String year, String month, String day) {
    if (year.equals("0000")) {
      throw new DateTimeException("no year 0");
    }
    return LocalDateTime.of(
            Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day), 0, 0)
        .toInstant(ZoneOffset.UTC);
  }

  private static String orOne(String group) {
    return group == null ? "1" : group;
  }
}
