package dev.waymark.runbooks.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loop over a list, or over the keys of a map.
 *
 * @param slot of the variable
 * @param cost of one turn
 */
record Loop(String name, Operation range, int slot, int cost) {

  /**
   * {@code exists} where {@code decides} is true, else {@code all}: one value that decides is
   * enough, whatever else fails.
   */
  Object any(EvaluationFrame frame, Operation condition, boolean decides) {
    Object over = range.of(frame);
    Collection<?> items = items(over);
    if (items == null) {
      return notIterable(over);
    }
    Object failure = null;
    for (Object item : items) {
      Object value = turn(frame, item, condition);
      if (value instanceof Boolean holds) {
        if (holds == decides) {
          return value;
        }
      } else if (failure == null) {
        failure = value instanceof Failure ? value : Failure.types(name, value);
      }
    }
    return failure == null ? (Object) !decides : failure;
  }

  Object one(EvaluationFrame frame, Operation condition) {
    Object over = range.of(frame);
    Collection<?> items = items(over);
    if (items == null) {
      return notIterable(over);
    }
    int count = 0;
    for (Object item : items) {
      Object value = turn(frame, item, condition);
      if (!(value instanceof Boolean holds)) {
        return value instanceof Failure ? value : Failure.types(name, value);
      }
      count += holds ? 1 : 0;
    }
    return count == 1;
  }

  /** {@code filter} and {@code map}: what fits the condition, as the value says. */
  Object collect(EvaluationFrame frame, Optional<Operation> condition, Optional<Operation> value) {
    Object over = range.of(frame);
    Collection<?> items = items(over);
    if (items == null) {
      return notIterable(over);
    }
    List<Object> collected = new ArrayList<>();
    for (Object item : items) {
      Object fits = condition.isEmpty() ? true : turn(frame, item, condition.get());
      if (!(fits instanceof Boolean holds)) {
        return fits instanceof Failure ? fits : Failure.types(name, fits);
      }
      if (holds) {
        Object result = value.isEmpty() ? item : turn(frame, item, value.get());
        if (result instanceof Failure) {
          return result;
        }
        collected.add(result);
      }
    }
    return collected;
  }

  private Object turn(EvaluationFrame frame, Object item, Operation operation) {
    frame.spend(cost + 1L);
    frame.set(slot, item);
    return operation.of(frame);
  }

  private static @org.jspecify.annotations.Nullable Collection<?> items(Object range) {
    if (range instanceof List<?> list) {
      return list;
    }
    return range instanceof Map<?, ?> map ? map.keySet() : null;
  }

  private Object notIterable(Object range) {
    return range instanceof Failure ? range : Failure.types(name, range);
  }
}
