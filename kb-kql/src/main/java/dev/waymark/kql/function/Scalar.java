package dev.waymark.kql.function;

import org.jspecify.annotations.Nullable;

/** A compiled expression: its value over the values of a row. */
@FunctionalInterface
public interface Scalar {
  @Nullable Object value(@Nullable Object[] row, Frame frame);
}
