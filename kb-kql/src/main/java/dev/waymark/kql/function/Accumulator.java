package dev.waymark.kql.function;

/** An aggregate while its rows come in. */
public interface Accumulator {
  /** The {@link #size} of an aggregate that takes up the same however many rows come in. */
  int CONSTANT = -1;

  void add(Object[] row, Frame frame);

  Object result();

  /** How many values it keeps. */
  default int size() {
    return CONSTANT;
  }
}
