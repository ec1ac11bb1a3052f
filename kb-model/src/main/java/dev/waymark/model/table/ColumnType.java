package dev.waymark.model.table;

import java.util.Locale;
import java.util.Optional;

/**
 * Kusto's scalar types, each with the Java type of its values. A missing value is {@code null},
 * except in {@code STRING}, which knows only the empty string.
 */
public enum ColumnType {
  /** {@link Boolean}. */
  BOOL,
  /** {@link Integer}. */
  INT,
  /** {@link Long}. */
  LONG,
  /** {@link Double}. */
  REAL,
  /** {@link java.math.BigDecimal}. */
  DECIMAL,
  /** {@link String}. */
  STRING,
  /** {@link java.time.Instant}, in ticks of 100 ns. */
  DATETIME,
  /** {@link java.time.Duration}, in ticks of 100 ns. */
  TIMESPAN,
  /** {@link java.util.UUID}. */
  GUID,
  /**
   * JSON: {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link java.util.List} or
   * {@link java.util.Map} of the same.
   */
  DYNAMIC;

  /** As Kusto writes it: {@code long}, {@code datetime}, … */
  public String kustoName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a Kusto name, aliases such as {@code double} and {@code date} included. */
  public static Optional<ColumnType> ofKustoName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "bool", "boolean" -> Optional.of(BOOL);
      case "int" -> Optional.of(INT);
      case "long" -> Optional.of(LONG);
      case "real", "double" -> Optional.of(REAL);
      case "decimal" -> Optional.of(DECIMAL);
      case "string" -> Optional.of(STRING);
      case "datetime", "date" -> Optional.of(DATETIME);
      case "timespan", "time" -> Optional.of(TIMESPAN);
      case "guid", "uuid", "uniqueid" -> Optional.of(GUID);
      case "dynamic" -> Optional.of(DYNAMIC);
      default -> Optional.empty();
    };
  }
}
