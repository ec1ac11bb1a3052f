package dev.waymark.kql.bind;

import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Meter;

/** Pays for each value that an aggregate keeps. */
record MeteredAccumulator(Accumulator inner, Meter meter) implements Accumulator {
  /** The aggregate itself if it keeps no values. */
  static Accumulator of(Accumulator accumulator, Meter meter) {
    return accumulator.size() == CONSTANT
        ? accumulator
        : new MeteredAccumulator(accumulator, meter);
  }

  @Override
  public void add(Object[] row, Frame frame) {
    int before = inner.size();
    inner.add(row, frame);
    meter.kept(inner.size() - before);
  }

  @Override
  public Object result() {
    return inner.result();
  }

  @Override
  public int size() {
    return inner.size();
  }
}
