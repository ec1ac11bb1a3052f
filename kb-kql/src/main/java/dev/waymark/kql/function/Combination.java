package dev.waymark.kql.function;

import dev.waymark.model.table.ColumnType;

/** What a binary operator makes of operands of given types. */
public record Combination(ColumnType type, Compiler compiler) {
  /** Joins the compiled operands. */
  @FunctionalInterface
  public interface Compiler {
    Scalar compile(Scalar left, Scalar right);
  }
}
