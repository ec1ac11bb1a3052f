package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

/** What an expression that isn't a condition gives, such as a value to remember. */
public sealed interface Value {
  /**
   * A value, in the Java type that {@link dev.waymark.model.table.ColumnType} names for its kind;
   * whole numbers are {@link Long}.
   */
  record Found(Object value) implements Value {
    public Found {
      requireNonNull(value);
    }
  }

  /**
   * It could not be evaluated, or the value is missing.
   *
   * @param reason one short line
   */
  record Missing(String reason) implements Value {
    public Missing {
      requireNonNull(reason);
    }
  }
}
