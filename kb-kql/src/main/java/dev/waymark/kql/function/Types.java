package dev.waymark.kql.function;

import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** How types go together. */
public final class Types {
  private static final List<ColumnType> WIDTH =
      List.of(ColumnType.INT, ColumnType.LONG, ColumnType.REAL, ColumnType.DECIMAL);

  private Types() {}

  /** The type that holds values of both. */
  public static Optional<ColumnType> common(ColumnType left, ColumnType right) {
    if (left == right) {
      return Optional.of(left);
    }
    if (WIDTH.contains(left) && WIDTH.contains(right)) {
      return Optional.of(WIDTH.get(Math.max(WIDTH.indexOf(left), WIDTH.indexOf(right))));
    }
    if (left == ColumnType.DYNAMIC || right == ColumnType.DYNAMIC) {
      return Optional.of(ColumnType.DYNAMIC);
    }
    return Optional.empty();
  }
}
