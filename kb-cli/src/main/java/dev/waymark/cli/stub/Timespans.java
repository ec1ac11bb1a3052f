package dev.waymark.cli.stub;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times as Azure Monitor takes them: ISO 8601. */
final class Timespans {
  private static final List<Function<String, Instant>> TIMES =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

  private Timespans() {}

  /** Whether a text is a length, a start and an end, or one of them and a length. */
  static boolean isIso(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == 1) {
      return isLength(text);
    }
    if (parts.length != 2) {
      return false;
    }
    Optional<Instant> start = time(parts[0]);
    Optional<Instant> end = time(parts[1]);
    if (start.isPresent() && end.isPresent()) {
      return start.get().isBefore(end.get());
    }
    return start.isPresent() ? isLength(parts[1]) : end.isPresent() && isLength(parts[0]);
  }

  /** A length of time such as {@code PT5M} or {@code P1D}. */
  static Optional<Duration> length(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(length -> !length.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> time(String text) {
    for (Function<String, Instant> form : TIMES) {
      try {
        return Optional.of(form.apply(text));
      } catch (DateTimeException e) {
        // Another form, perhaps.
      }
    }
    return Optional.empty();
  }

  private static boolean isLength(String text) {
    if (length(text).isPresent()) {
      return true;
    }
    try {
      return !Period.parse(text).isNegative();
    } catch (DateTimeException e) {
      return false;
    }
  }
}
