package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Values;
import java.util.HashSet;
import java.util.Set;

/** Counts, and the values of which one or some bits are kept. */
final class CountingAggregates {
  private CountingAggregates() {}

  static final class Count implements Accumulator {
    private final Scalar condition;
    private long count;

    Count(Scalar condition) {
      this.condition = condition;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))) {
        count++;
      }
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** Only the rows for which a condition holds. */
  record Filtered(Accumulator inner, Scalar condition) implements Accumulator {
    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))) {
        inner.add(row, frame);
      }
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

  static final class Extreme implements Accumulator {
    private final Scalar value;
    private final int direction;
    private Object best = NULL;

    /** What isn't a number beats all numbers. */
    private boolean isBetter(Object next, Object held) {
      if (held instanceof Double number && number.isNaN()) {
        return false;
      }
      return (next instanceof Double number && number.isNaN())
          || Values.compare(next, held) * direction > 0;
    }

    Extreme(Scalar value, int direction) {
      this.value = value;
      this.direction = direction;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next != NULL && (best == NULL || isBetter(next, best))) {
        best = next;
      }
    }

    @Override
    public Object result() {
      return best;
    }
  }

  static final class Distinct implements Accumulator {
    private final Scalar value;
    private final Set<Object> values = new HashSet<>();

    Distinct(Scalar value) {
      this.value = value;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object key = Values.key(value.value(row, frame));
      if (key != NULL) {
        values.add(key);
      }
    }

    @Override
    public Object result() {
      return (long) values.size();
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  static final class Bits implements Accumulator {
    private final Scalar value;
    private final char operator;
    private Object bits = NULL;

    Bits(Scalar value, char operator) {
      this.value = value;
      this.operator = operator;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (value.value(row, frame) instanceof Long next) {
        bits = bits instanceof Long before ? combined(before, next) : next;
      }
    }

    private long combined(long a, long b) {
      return operator == '&' ? a & b : operator == '|' ? a | b : a ^ b;
    }

    @Override
    public Object result() {
      return bits;
    }
  }
}
