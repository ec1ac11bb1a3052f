package dev.waymark.kql.function;

import dev.waymark.model.table.ColumnType;
import java.util.List;

/**
 * A way to call an aggregate.
 *
 * @param prefix what a column without a name is called, before its argument's name
 */
public record AggregateFunction(FunctionSignature signature, String prefix, Factory factory) {
  /** Makes the accumulator of a group. */
  @FunctionalInterface
  public interface Factory {
    Accumulator create(List<Scalar> arguments, ColumnType result, Frame frame);
  }
}
