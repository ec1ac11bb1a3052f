package dev.waymark.runbooks.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * CEL's equality and order: numbers compare across types, other values of different types don't.
 */
final class CelComparison {
  private CelComparison() {}

  static boolean equal(Object a, Object b, EvaluationFrame frame) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return lists(x, y, frame);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return maps(x, y, frame);
    }
    return a.equals(b);
  }

  private static boolean lists(List<?> a, List<?> b, EvaluationFrame frame) {
    if (a.size() != b.size()) {
      return false;
    }
    frame.spend(a.size());
    Iterator<?> other = b.iterator();
    for (Object item : a) {
      if (!equal(item, other.next(), frame)) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> a, Map<?, ?> b, EvaluationFrame frame) {
    if (a.size() != b.size()) {
      return false;
    }
    frame.spend(a.size());
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      Object other = b.get(entry.getKey());
      Object value = entry.getValue();
      if (other == null || value == null || !equal(value, other, frame)) {
        return false;
      }
    }
    return true;
  }

  static boolean contains(List<?> list, Object value, EvaluationFrame frame) {
    frame.spend(list.size());
    for (Object item : list) {
      if (equal(item, value, frame)) {
        return true;
      }
    }
    return false;
  }

  /** Empty if the two have no order, as NaN has with any number. */
  static OptionalInt order(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      boolean ordered = !Double.isNaN(x.doubleValue()) && !Double.isNaN(y.doubleValue());
      return ordered ? OptionalInt.of(numbers(x, y)) : OptionalInt.empty();
    }
    if (a instanceof String x && b instanceof String y) {
      return OptionalInt.of(x.compareTo(y));
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return OptionalInt.of(x.compareTo(y));
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return OptionalInt.of(x.compareTo(y));
    }
    return a instanceof Duration x && b instanceof Duration y
        ? OptionalInt.of(x.compareTo(y))
        : OptionalInt.empty();
  }

  static boolean isNumber(Object value) {
    return value instanceof Number;
  }

  /** The value of a whole number, or -1 if there is none. */
  static long wholeNumber(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    return value instanceof Double number && number == Math.rint(number) ? number.longValue() : -1;
  }

  static int numbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.compareTo(y);
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    return x < y ? -1 : x > y ? 1 : 0;
  }
}
