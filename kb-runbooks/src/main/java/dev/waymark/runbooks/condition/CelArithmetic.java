package dev.waymark.runbooks.condition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** CEL's arithmetic: exact on whole numbers, never between types but times and lengths of time. */
final class CelArithmetic {
  private CelArithmetic() {}

  static Object add(Object a, Object b, EvaluationFrame frame) {
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return Math.addExact(x, y);
      }
      if (a instanceof Double x && b instanceof Double y) {
        return x + y;
      }
      if (a instanceof String x && b instanceof String y) {
        frame.spend(x.length() + y.length());
        return x + y;
      }
      if (a instanceof List<?> x && b instanceof List<?> y) {
        return joined(x, y, frame);
      }
      if (a instanceof Duration x && b instanceof Duration y) {
        return x.plus(y);
      }
      if (a instanceof Instant x && b instanceof Duration y) {
        return x.plus(y);
      }
      return a instanceof Duration x && b instanceof Instant y
          ? y.plus(x)
          : Failure.types("+", a, b);
    } catch (ArithmeticException | DateTimeException e) {
      return Failure.tooLarge();
    }
  }

  private static Object joined(List<?> a, List<?> b, EvaluationFrame frame) {
    frame.spend(a.size() + (long) b.size());
    List<Object> joined = new ArrayList<>(a);
    joined.addAll(b);
    return joined;
  }

  static Object subtract(Object a, Object b) {
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return Math.subtractExact(x, y);
      }
      if (a instanceof Double x && b instanceof Double y) {
        return x - y;
      }
      if (a instanceof Duration x && b instanceof Duration y) {
        return x.minus(y);
      }
      if (a instanceof Instant x && b instanceof Duration y) {
        return x.minus(y);
      }
      return a instanceof Instant x && b instanceof Instant y
          ? Duration.between(y, x)
          : Failure.types("-", a, b);
    } catch (ArithmeticException | DateTimeException e) {
      return Failure.tooLarge();
    }
  }

  static Object multiply(Object a, Object b) {
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return Math.multiplyExact(x, y);
      }
      return a instanceof Double x && b instanceof Double y ? x * y : Failure.types("*", a, b);
    } catch (ArithmeticException e) {
      return Failure.tooLarge();
    }
  }

  static Object divide(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      if (y == 0) {
        return new Failure("it divides by zero");
      }
      return x == Long.MIN_VALUE && y == -1 ? Failure.tooLarge() : x / y;
    }
    return a instanceof Double x && b instanceof Double y ? x / y : Failure.types("/", a, b);
  }

  static Object remainder(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return y == 0 ? new Failure("it divides by zero") : x % y;
    }
    return Failure.types("%", a, b);
  }

  static Object negate(Object value) {
    if (value instanceof Long number) {
      return number == Long.MIN_VALUE ? Failure.tooLarge() : -number;
    }
    return value instanceof Double number ? -number : Failure.types("-", value);
  }
}
