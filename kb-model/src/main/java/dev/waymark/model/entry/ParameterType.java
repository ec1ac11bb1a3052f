package dev.waymark.model.entry;

import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Timespan;
import dev.waymark.model.value.HostName;
import dev.waymark.model.value.ResourceId;
import dev.waymark.model.value.ValueReading;
import dev.waymark.model.value.WebUrl;
import dev.waymark.model.value.WorkspaceTarget;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a parameter's value may be, and the column type of that value in queries and conditions. */
public enum ParameterType {
  STRING(ColumnType.STRING, "any text"),
  INT(ColumnType.LONG, "a whole number such as 42"),
  REAL(ColumnType.REAL, "a number such as 0.5"),
  BOOL(ColumnType.BOOL, "true or false"),
  TIMESPAN(ColumnType.TIMESPAN, "a length of time such as 30m, 1h or 7d"),
  DATETIME(ColumnType.DATETIME, "a UTC time such as 2026-11-01T02:00:00Z"),
  RESOURCE(ColumnType.STRING, "an ARM resource id: /subscriptions/…/providers/…"),
  WORKSPACE(ColumnType.STRING, "the id or resource id of a Log Analytics workspace"),
  URL(ColumnType.STRING, "an http or https URL"),
  HOST(ColumnType.STRING, "a host name or an address, with :port where the step needs one"),
  CHOICE(ColumnType.STRING, "one of the listed values");

  private static final Predicate<String> WHOLE =
      Pattern.compile("[+-]?[0-9]{1,19}").asMatchPredicate();

  private static final Predicate<String> NUMBER =
      Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?").asMatchPredicate();

  private final ColumnType columnType;
  private final String expectation;

  ParameterType(ColumnType columnType, String expectation) {
    this.columnType = columnType;
    this.expectation = expectation;
  }

  public ColumnType columnType() {
    return columnType;
  }

  /** What a value looks like, to be read after "expected". */
  public String expectation() {
    return expectation;
  }

  /** As entries write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ParameterType> ofLabel(String label) {
    return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
  }

  /** As {@link #read}, if only the value matters. */
  public Optional<Object> parse(String text) {
    return read(text).value();
  }

  /**
   * The value of a text as {@link #columnType()} says, or what is wrong with the text. This is the
   * grammar of a value wherever it comes from: a person, an alert, a default. A {@code choice}
   * takes any text here: its values are known to its {@link Parameter}.
   */
  public ValueReading<Object> read(String text) {
    String value = text.strip();
    return switch (this) {
      case STRING -> new ValueReading.Valid<>(text);
      case INT -> ValueReading.of(whole(value));
      case REAL -> ValueReading.of(number(value));
      case BOOL ->
          ValueReading.of(
              value.equals("true") || value.equals("false")
                  ? Optional.of(Boolean.valueOf(value))
                  : Optional.empty());
      case TIMESPAN -> ValueReading.of(Timespan.parse(value).map(Object.class::cast));
      case DATETIME -> ValueReading.of(time(value));
      case RESOURCE -> ResourceId.read(value).map(ResourceId::toString);
      case WORKSPACE -> WorkspaceTarget.read(value).map(target -> value);
      case CHOICE -> ValueReading.of(Optional.<Object>of(value).filter(choice -> !value.isEmpty()));
      case URL -> WebUrl.read(value).map(url -> value);
      case HOST -> HostName.read(value).map(host -> value);
    };
  }

  private static Optional<Object> whole(String value) {
    try {
      return WHOLE.test(value) ? Optional.of(Long.valueOf(value)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> number(String value) {
    return Optional.of(value)
        .filter(NUMBER)
        .map(Double::valueOf)
        .filter(number -> Double.isFinite(number))
        .map(Object.class::cast);
  }

  private static Optional<Object> time(String value) {
    try {
      return Optional.of(Instant.parse(value));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
