package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Scalar;
import dev.waymark.model.table.ColumnType;

/**
 * An expression with its type, ready to be computed.
 *
 * @param phase from when on it's the same for all rows
 * @param unknown whether nothing is known of its type, so that it fits anywhere
 */
public record BoundExpression(ColumnType type, Scalar scalar, Phase phase, boolean unknown) {
  public static BoundExpression of(ColumnType type, Scalar scalar) {
    return of(type, scalar, Phase.ROW);
  }

  public static BoundExpression of(ColumnType type, Scalar scalar, Phase phase) {
    return new BoundExpression(type, scalar, phase, false);
  }

  public static BoundExpression constant(ColumnType type, Object value) {
    return of(type, (row, frame) -> value, Phase.BIND);
  }

  /** What stands for something that isn't understood; the issue is told already. */
  public static BoundExpression unknownValue() {
    return new BoundExpression(ColumnType.DYNAMIC, (row, frame) -> NULL, Phase.ROW, true);
  }

  /** Whether it's the same for all rows. */
  public boolean constant() {
    return phase != Phase.ROW;
  }

  BoundExpression as(ColumnType newType, Scalar newScalar) {
    return new BoundExpression(newType, newScalar, phase, unknown);
  }
}
