package dev.waymark.kql.function;

import org.jspecify.annotations.Nullable;

/** An aggregate while its rows come in. */
public interface Accumulator {
  /** The {@link #size} of an aggregate that takes up the same however many rows come in. */
  int CONSTANT = -1;

  void add(@Nullable Object[] row, Frame frame);

  @Nullable Object result();

  /** How many values it keeps. */
  default int size() {
    return CONSTANT;
  }
}
