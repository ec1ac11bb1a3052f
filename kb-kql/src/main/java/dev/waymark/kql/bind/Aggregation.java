package dev.waymark.kql.bind;

import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The aggregates of a {@code summarize}. Expressions over them are compiled over a row of results:
 * each aggregate is a slot in it.
 */
public final class Aggregation {
  private final Relation input;
  private final List<Function<Frame, Accumulator>> slots = new ArrayList<>();

  private final int offset;

  /**
   * @param offset where the slots begin in a row of results, behind the groups
   */
  public Aggregation(Relation input, int offset) {
    this.input = input;
    this.offset = offset;
  }

  public int offset() {
    return offset;
  }

  /** The rows that are aggregated, over which aggregates' arguments are compiled. */
  public Relation input() {
    return input;
  }

  public int add(Function<Frame, Accumulator> accumulator) {
    slots.add(accumulator);
    return slots.size() - 1;
  }

  public List<Function<Frame, Accumulator>> slots() {
    return slots;
  }
}
