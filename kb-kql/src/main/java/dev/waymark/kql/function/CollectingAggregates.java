package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists, sets and bags of the values of a group. */
final class CollectingAggregates {
  private CollectingAggregates() {}

  /** Lists and sets, which take in arrays by their elements. */
  static final class Collect implements Accumulator {
    private final Scalar value;
    private final Collection<Object> values;
    private final boolean nulls;
    private final int limit;

    Collect(Scalar value, Collection<Object> values, boolean nulls, int limit) {
      this.value = value;
      this.values = values;
      this.nulls = nulls;
      this.limit = limit;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = Values.toDynamic(value.value(row, frame));
      if (next instanceof List<?> elements) {
        elements.forEach(this::take);
      } else {
        take(next);
      }
    }

    private void take(Object next) {
      if ((next != NULL || nulls) && values.size() < limit) {
        values.add(next);
      }
    }

    @Override
    public Object result() {
      return new ArrayList<>(values);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  static final class Merge implements Accumulator {
    private final Scalar value;
    private final int limit;
    private final Map<Object, Object> bag = new LinkedHashMap<>();

    Merge(Scalar value, int limit) {
      this.value = value;
      this.limit = limit;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (value.value(row, frame) instanceof Map<?, ?> next) {
        next.forEach(
            (key, inner) -> {
              if (bag.size() < limit && !bag.containsKey(key)) {
                bag.put(key, inner);
              }
            });
      }
    }

    @Override
    public Object result() {
      return bag;
    }

    @Override
    public int size() {
      return bag.size();
    }
  }
}
