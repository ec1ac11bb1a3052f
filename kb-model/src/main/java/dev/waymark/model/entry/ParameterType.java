package dev.waymark.model.entry;

import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Timespan;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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

  private static final Pattern HOST_PATTERN =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:\\d{1,5})?");

  private static final Pattern BRACKETED_PATTERN = Pattern.compile("\\[(.*)](?::\\d{1,5})?");

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

  /**
   * The value of a text as {@link #columnType()} says; empty where the text is no such value. A
   * {@code choice} takes any text here: its values are known to its {@link Parameter}.
   */
  public Optional<Object> parse(String text) {
    String value = text.strip();
    try {
      return switch (this) {
        case STRING -> Optional.of(text);
        case INT -> Optional.of(Long.valueOf(value));
        case REAL -> Optional.of(Double.valueOf(value));
        case BOOL ->
            value.equals("true") || value.equals("false")
                ? Optional.of(Boolean.valueOf(value))
                : Optional.empty();
        case TIMESPAN -> Timespan.parse(value).map(Object.class::cast);
        case DATETIME -> Optional.of(Instant.parse(value));
        case RESOURCE ->
            value.startsWith("/subscriptions/") ? Optional.of(value) : Optional.empty();
        case WORKSPACE, CHOICE -> value.isEmpty() ? Optional.empty() : Optional.of(value);
        case URL -> isWebUrl(value) ? Optional.of(value) : Optional.empty();
        case HOST -> isHost(value) ? Optional.of(value) : Optional.empty();
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static boolean isHost(String value) {
    var bracketed = BRACKETED_PATTERN.matcher(value);
    return HOST_PATTERN.matcher(value).matches()
        || Ipv6.isAddress(value)
        || (bracketed.matches() && Ipv6.isAddress(bracketed.group(1)));
  }

  private static boolean isWebUrl(String value) {
    try {
      URI uri = new URI(value);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
