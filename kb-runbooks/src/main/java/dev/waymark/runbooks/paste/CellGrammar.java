package dev.waymark.runbooks.paste;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Decimals;
import dev.waymark.model.table.Timespan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as the Azure portal, its services and its command lines write them. */
final class CellGrammar {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:\\d{1,3}(?:[,\\u00A0\\u202F]\\d{3})+|\\d{1,400})(\\.\\d{1,400})?"
              + "([eE][+-]?\\d{1,3})?");
  private static final Pattern SEPARATOR = Pattern.compile("[,\\u00A0\\u202F]");
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern PLAIN_WHOLE = Pattern.compile("-?(?:0|[1-9]\\d{0,18})");
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,30})\\.\\d{1,30}(?:[eE][+-]?\\d{1,3})?");
  private static final List<String> WORDS_OF_BOOL = List.of("true", "false");

  private CellGrammar() {}

  /** The value of a text that isn't missing; empty if it is none of the type. */
  static Optional<Object> value(ColumnType type, String text, ZoneOffset zone) {
    String value = text.strip();
    try {
      return switch (type) {
        case STRING -> Optional.of(text);
        case BOOL -> bool(value);
        case INT -> whole(value).map(Integer::valueOf);
        case LONG -> whole(value).map(Long::valueOf);
        case REAL -> real(value);
        case DECIMAL -> number(value).flatMap(Decimals::parse).map(Object.class::cast);
        case DATETIME -> TimeText.read(value, zone).map(Object.class::cast);
        case TIMESPAN -> timespan(value).map(Object.class::cast);
        case GUID ->
            GUID.matcher(value).matches() ? Optional.of(UUID.fromString(value)) : Optional.empty();
        case DYNAMIC -> dynamic(value);
      };
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The narrowest type that a text may have where nothing is known of its column. */
  static ColumnType narrowest(String text) {
    String value = text.strip();
    if (PLAIN_WHOLE.matcher(value).matches()
        && value(ColumnType.LONG, value, ZoneOffset.UTC).isPresent()) {
      return ColumnType.LONG;
    }
    if (PLAIN_NUMBER.matcher(value).matches()) {
      return ColumnType.REAL;
    }
    if (WORDS_OF_BOOL.contains(value.toLowerCase(Locale.ROOT))) {
      return ColumnType.BOOL;
    }
    if (value.startsWith("{") || value.startsWith("[")) {
      return dynamic(value).isPresent() ? ColumnType.DYNAMIC : ColumnType.STRING;
    }
    return value.length() > 10 && value(ColumnType.DATETIME, value, ZoneOffset.UTC).isPresent()
        ? ColumnType.DATETIME
        : ColumnType.STRING;
  }

  private static Optional<Object> bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A number without its separators. */
  private static Optional<String> number(String value) {
    return NUMBER.matcher(value).matches()
        ? Optional.of(SEPARATOR.matcher(value).replaceAll(""))
        : Optional.empty();
  }

  private static Optional<String> whole(String value) {
    Matcher number = NUMBER.matcher(value);
    return number.matches() && number.group(1) == null && number.group(2) == null
        ? number(value)
        : Optional.empty();
  }

  private static Optional<Object> real(String value) {
    return switch (value) {
      case "NaN" -> Optional.of(Double.NaN);
      case "Infinity", "∞" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Infinity", "-∞" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> number(value).map(Double::valueOf);
    };
  }

  private static Optional<Duration> timespan(String value) {
    return value.startsWith("P") || value.startsWith("-P")
        ? Optional.of(Duration.parse(value))
        : Timespan.parse(value);
  }

  /** What begins as JSON does must be JSON; anything else that isn't is a text. */
  private static Optional<Object> dynamic(String value) {
    try {
      return DynamicJson.value(value);
    } catch (JsonProcessingException e) {
      return value.startsWith("{") || value.startsWith("[") ? Optional.empty() : Optional.of(value);
    }
  }
}
