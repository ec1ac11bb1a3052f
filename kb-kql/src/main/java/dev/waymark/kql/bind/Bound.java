package dev.waymark.kql.bind;

import dev.waymark.kql.function.Scalar;
import dev.waymark.model.table.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * An expression with its type, ready to be computed.
 *
 * @param constant whether it's the same for all rows
 * @param unknown whether nothing is known of its type, so that it fits anywhere
 */
public record Bound(ColumnType type, Scalar scalar, boolean constant, boolean unknown) {
  public static Bound of(ColumnType type, Scalar scalar) {
    return new Bound(type, scalar, false, false);
  }

  public static Bound constant(ColumnType type, @Nullable Object value) {
    return new Bound(type, row -> value, true, false);
  }

  /** What stands for something that isn't understood; the issue is told already. */
  public static Bound unknownValue() {
    return new Bound(ColumnType.DYNAMIC, row -> null, false, true);
  }

  /** The value of a constant. */
  public @Nullable Object value() {
    return scalar.value(new Object[0]);
  }

  Bound as(ColumnType newType, Scalar newScalar) {
    return new Bound(newType, newScalar, constant, unknown);
  }
}
