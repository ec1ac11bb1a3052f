package dev.waymark.kql.function;

/** A compiled expression: its value over the values of a row. */
@FunctionalInterface
public interface Scalar {
  Object value(Object[] row, Frame frame);
}
