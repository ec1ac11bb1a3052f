package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Decimals;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.paste.DynamicJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values of a recorded table, from their texts. */
final class RecordedCells {
  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9]\\d{0,18})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");
  private static final int GUID_LENGTH = 36;
  private static final Pattern RELATIVE = Pattern.compile("[+-]?P(?:\\d|T\\d).*");
  private static final List<ColumnType> INFERRED =
      List.of(ColumnType.LONG, ColumnType.REAL, ColumnType.BOOL, ColumnType.DATETIME);

  private final Instant now;

  RecordedCells(Instant now) {
    this.now = now;
  }

  /** The column of a header {@code Name:type}; empty if the type isn't one of Kusto's. */
  static Optional<Column> typed(String header) {
    int colon = header.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    return ColumnType.ofKustoName(header.substring(colon + 1).strip())
        .map(type -> new Column(header.substring(0, colon).strip(), type));
  }

  /** The narrowest type that all of some texts have; text if there are none. */
  ColumnType infer(List<String> texts) {
    if (texts.isEmpty()) {
      return ColumnType.STRING;
    }
    return INFERRED.stream()
        .filter(type -> texts.stream().allMatch(text -> value(type, text).isPresent()))
        .findFirst()
        .orElse(ColumnType.STRING);
  }

  /** The value of a text that isn't empty; empty if it isn't one of the type. */
  Optional<Object> value(ColumnType type, String text) {
    String value = text.strip();
    try {
      return switch (type) {
        case STRING -> Optional.of(text);
        case BOOL ->
            value.equals("true") || value.equals("false")
                ? Optional.of(Boolean.valueOf(value))
                : Optional.empty();
        case INT ->
            WHOLE.matcher(value).matches() ? Optional.of(Integer.valueOf(value)) : Optional.empty();
        case LONG ->
            WHOLE.matcher(value).matches() ? Optional.of(Long.valueOf(value)) : Optional.empty();
        case REAL ->
            Optional.of(value)
                .filter(NUMBER.asMatchPredicate())
                .map(Double::valueOf)
                .filter(number -> Double.isFinite(number))
                .map(Object.class::cast);
        case DECIMAL ->
            NUMBER.matcher(value).matches()
                ? Decimals.parse(value).map(Object.class::cast)
                : Optional.empty();
        case DATETIME -> time(value).map(Object.class::cast);
        case TIMESPAN -> timespan(value).map(Object.class::cast);
        case GUID ->
            value.length() == GUID_LENGTH ? Optional.of(UUID.fromString(value)) : Optional.empty();
        case DYNAMIC -> DynamicJson.value(value);
      };
    } catch (IllegalArgumentException
        | DateTimeException
        | ArithmeticException
        | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A time as ISO writes it, a day, or relative to now as an ISO duration. */
  private Optional<Instant> time(String value) {
    if (RELATIVE.matcher(value).matches()) {
      return Optional.of(now.plus(Duration.parse(value)));
    }
    if (value.length() == 10) {
      return Optional.of(LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    return Optional.of(OffsetDateTime.parse(value.replace(' ', 'T')).toInstant());
  }

  private static Optional<Duration> timespan(String value) {
    return RELATIVE.matcher(value).matches()
        ? Optional.of(Duration.parse(value))
        : Timespan.parse(value);
  }
}
