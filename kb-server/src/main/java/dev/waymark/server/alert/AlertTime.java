package dev.waymark.server.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times as monitoring systems write them: ISO 8601 with or without a zone, which is UTC then, and
 * seconds or milliseconds since 1970.
 */
final class AlertTime {
  static final String ALLOWED =
      "Write a time such as 2026-11-03T02:10:00Z (UTC where it has no zone), or seconds or"
          + " milliseconds since 1970.";

  /** Seconds and milliseconds of these years can't be taken for each other. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:T| )(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
              + " ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,16}(\\.\\d{1,12})?");

  private AlertTime() {}

  /** Empty if it isn't a time, or not one at which an alert can have fired. */
  static Optional<Instant> of(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      return number.precision() - number.scale() <= 16 && Math.abs(number.scale()) <= 16
          ? sinceEpoch(number)
          : Optional.empty();
    }
    String text = node.isTextual() ? node.textValue().strip() : "";
    return NUMBER.matcher(text).matches() ? sinceEpoch(new BigDecimal(text)) : iso(text);
  }

  private static Optional<Instant> iso(String text) {
    Matcher parts = ISO.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
      return Optional.of(local.toInstant(offset(parts.group(3)))).filter(AlertTime::isPlausible);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(@Nullable String written) {
    return written == null || Character.isLetter(written.charAt(0))
        ? ZoneOffset.UTC
        : ZoneOffset.of(written);
  }

  private static Optional<Instant> sinceEpoch(BigDecimal number) {
    return Stream.of(number, number.movePointLeft(3))
        .map(AlertTime::instant)
        .filter(AlertTime::isPlausible)
        .findFirst();
  }

  private static Instant instant(BigDecimal seconds) {
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue());
  }

  private static boolean isPlausible(Instant at) {
    return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
  }
}
