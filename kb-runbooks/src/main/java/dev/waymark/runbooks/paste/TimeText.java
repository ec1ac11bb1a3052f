package dev.waymark.runbooks.paste;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as services write them (ISO 8601), and as the portal shows them in its language English
 * (United States): {@code 11/30/2026, 5:21:52.123 PM}. A day and a month that could be either isn't
 * guessed.
 */
final class TimeText {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:(?:T|,? )(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
              + " ?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");
  private static final Pattern SLASHES =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d{4}),?[ \\u00A0\\u202F](\\d{1,2}):(\\d{2}):(\\d{2})(\\.\\d{1,9})?"
              + "(?:[ \\u00A0\\u202F](AM|PM))?");
  private static final int MOST_MONTHS = 12;

  private TimeText() {}

  /**
   * The time that a text names.
   *
   * @param zone where the text names none
   * @throws java.time.DateTimeException where a part is out of its range
   */
  static Optional<Instant> read(String text, ZoneOffset zone) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      LocalDate day = LocalDate.parse(iso.group(1));
      LocalTime time = iso.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(iso.group(2));
      return Optional.of(day.atTime(time).toInstant(offset(iso.group(3), zone)));
    }
    Matcher slashes = SLASHES.matcher(text);
    return slashes.matches()
        ? withSlashes(slashes).map(time -> time.toInstant(zone))
        : Optional.empty();
  }

  private static ZoneOffset offset(@Nullable String written, ZoneOffset otherwise) {
    return written == null ? otherwise : ZoneOffset.of(written);
  }

  private static Optional<LocalDateTime> withSlashes(Matcher text) {
    int first = Integer.parseInt(text.group(1));
    int second = Integer.parseInt(text.group(2));
    boolean halves = text.group(8) != null;
    boolean monthFirst = halves || second > MOST_MONTHS || first == second;
    if (!monthFirst && first <= MOST_MONTHS) {
      return Optional.empty();
    }
    LocalDate day =
        LocalDate.of(
            Integer.parseInt(text.group(3)),
            monthFirst ? first : second,
            monthFirst ? second : first);
    int hour = Integer.parseInt(text.group(4));
    if (halves && (hour < 1 || hour > MOST_MONTHS)) {
      return Optional.empty();
    }
    int hourOfDay = halves ? hour % 12 + ("PM".equals(text.group(8)) ? 12 : 0) : hour;
    String fraction = text.group(7) == null ? "" : text.group(7);
    return Optional.of(
        day.atTime(
            LocalTime.parse(
                "%02d:%s:%s%s".formatted(hourOfDay, text.group(5), text.group(6), fraction))));
  }
}
