package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code + - * / %} over numbers and time. Whole numbers wrap around, as Kusto's do. */
public final class Arithmetic {
  private Arithmetic() {}

  private interface Step {
    Object apply(Object left, Object right);
  }

  /** The combination of two types, if there is one. */
  public static Optional<Combination> of(String operator, ColumnType left, ColumnType right) {
    if (FunctionParameter.isNumber(left) && FunctionParameter.isNumber(right)) {
      return Optional.of(numbers(operator, Types.common(left, right).orElseThrow()));
    }
    return time(operator, left, right);
  }

  private static Combination strict(ColumnType type, Step step) {
    return new Combination(
        type,
        (left, right) ->
            (row, frame) -> {
              Object a = left.value(row, frame);
              Object b = right.value(row, frame);
              return a == NULL || b == NULL ? NULL : step.apply(a, b);
            });
  }

  private static Combination numbers(String operator, ColumnType common) {
    return switch (common) {
      case REAL -> strict(ColumnType.REAL, reals(operator));
      case DECIMAL -> strict(ColumnType.DECIMAL, decimals(operator));
      default -> strict(ColumnType.LONG, wholes(operator));
    };
  }

  private static long whole(Object value) {
    return ((Number) value).longValue();
  }

  private static double real(Object value) {
    return ((Number) value).doubleValue();
  }

  private static Step wholes(String operator) {
    return switch (operator) {
      case "+" -> (a, b) -> whole(a) + whole(b);
      case "-" -> (a, b) -> whole(a) - whole(b);
      case "*" -> (a, b) -> whole(a) * whole(b);
      case "/" -> (a, b) -> whole(b) == 0 ? NULL : Long.valueOf(whole(a) / whole(b));
      default ->
          (a, b) ->
              whole(b) == 0 ? NULL : Long.valueOf(Math.floorMod(whole(a), Math.abs(whole(b))));
    };
  }

  private static Step reals(String operator) {
    return switch (operator) {
      case "+" -> (a, b) -> real(a) + real(b);
      case "-" -> (a, b) -> real(a) - real(b);
      case "*" -> (a, b) -> real(a) * real(b);
      case "/" -> (a, b) -> real(a) / real(b);
      default -> (a, b) -> modulo(real(a), Math.abs(real(b)));
    };
  }

  private static double modulo(double value, double divisor) {
    double rest = value % divisor;
    return rest < 0 ? rest + divisor : rest;
  }

  private static Step decimals(String operator) {
    return (x, y) -> {
      if (!(Values.convert(x, ColumnType.DECIMAL) instanceof BigDecimal a)
          || !(Values.convert(y, ColumnType.DECIMAL) instanceof BigDecimal b)
          || ("/%".contains(operator) && b.signum() == 0)) {
        return NULL;
      }
      BigDecimal result =
          switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> a.multiply(b);
            case "/" -> Values.divide(a, b);
            default -> floorMod(a, b.abs());
          };
      if (!Decimals.isOrdinary(result)) {
        throw Refusal.unsupported("a decimal of so many digits");
      }
      return result;
    };
  }

  private static BigDecimal floorMod(BigDecimal value, BigDecimal divisor) {
    BigDecimal rest = value.remainder(divisor);
    return rest.signum() < 0 ? rest.add(divisor) : rest;
  }

  private static Optional<Combination> time(String operator, ColumnType left, ColumnType right) {
    boolean number = FunctionParameter.isNumber(left) || FunctionParameter.isNumber(right);
    return switch (operator + left + right) {
      case "-DATETIMEDATETIME" ->
          Optional.of(
              strict(
                  ColumnType.TIMESPAN,
                  (a, b) -> Ticks.duration(Ticks.of((Instant) a) - Ticks.of((Instant) b))));
      case "+DATETIMETIMESPAN" ->
          Optional.of(strict(ColumnType.DATETIME, (a, b) -> moved((Instant) a, (Duration) b, 1)));
      case "-DATETIMETIMESPAN" ->
          Optional.of(strict(ColumnType.DATETIME, (a, b) -> moved((Instant) a, (Duration) b, -1)));
      case "+TIMESPANDATETIME" ->
          Optional.of(strict(ColumnType.DATETIME, (a, b) -> moved((Instant) b, (Duration) a, 1)));
      case "+TIMESPANTIMESPAN" ->
          Optional.of(strict(ColumnType.TIMESPAN, (a, b) -> Ticks.duration(ticks(a) + ticks(b))));
      case "-TIMESPANTIMESPAN" ->
          Optional.of(strict(ColumnType.TIMESPAN, (a, b) -> Ticks.duration(ticks(a) - ticks(b))));
      case "/TIMESPANTIMESPAN" ->
          Optional.of(strict(ColumnType.REAL, (a, b) -> (double) ticks(a) / ticks(b)));
      case "%TIMESPANTIMESPAN" ->
          Optional.of(
              strict(
                  ColumnType.TIMESPAN,
                  (a, b) ->
                      ticks(b) == 0
                          ? NULL
                          : Ticks.duration(Math.floorMod(ticks(a), Math.abs(ticks(b))))));
      case "%DATETIMETIMESPAN" ->
          Optional.of(
              strict(
                  ColumnType.TIMESPAN,
                  (a, b) ->
                      ticks(b) == 0
                          ? NULL
                          : Ticks.duration(
                              Math.floorMod(Ticks.of((Instant) a), Math.abs(ticks(b))))));
      default -> number ? scaled(operator, left, right) : Optional.empty();
    };
  }

  /** A length of time and a number. */
  private static Optional<Combination> scaled(String operator, ColumnType left, ColumnType right) {
    boolean timespanLeft = left == ColumnType.TIMESPAN;
    if (operator.equals("*") && (timespanLeft || right == ColumnType.TIMESPAN)) {
      return Optional.of(
          strict(
              ColumnType.TIMESPAN,
              (a, b) -> timespanLeft ? times((Duration) a, b) : times((Duration) b, a)));
    }
    if (operator.equals("/") && timespanLeft) {
      return Optional.of(strict(ColumnType.TIMESPAN, (a, b) -> divided((Duration) a, b)));
    }
    return Optional.empty();
  }

  private static Object times(Duration duration, Object factor) {
    if (factor instanceof Double || factor instanceof BigDecimal) {
      return length(ticks(duration) * real(factor));
    }
    try {
      return Ticks.duration(Math.multiplyExact(ticks(duration), whole(factor)));
    } catch (ArithmeticException e) {
      throw tooLong();
    }
  }

  private static Object divided(Duration duration, Object divisor) {
    if (divisor instanceof Double || divisor instanceof BigDecimal) {
      double ticks = ticks(duration) / real(divisor);
      return Double.isFinite(ticks) ? length(ticks) : NULL;
    }
    return whole(divisor) == 0 ? NULL : Ticks.duration(ticks(duration) / whole(divisor));
  }

  private static Duration length(double ticks) {
    if (!(Math.abs(ticks) < 0x1p63)) {
      throw tooLong();
    }
    return Ticks.duration((long) ticks);
  }

  private static Refusal tooLong() {
    return Refusal.unsupported("a length of time beyond what a timespan can hold");
  }

  private static long ticks(Object duration) {
    return Ticks.of((Duration) duration);
  }

  private static Object moved(Instant instant, Duration by, int direction) {
    return Ticks.instant(Ticks.of(instant) + direction * Ticks.of(by));
  }

  /** {@code -x}. */
  public static Optional<Combination> negation(ColumnType type) {
    return switch (type) {
      case INT, LONG -> Optional.of(unary(ColumnType.LONG, a -> -whole(a)));
      case REAL -> Optional.of(unary(ColumnType.REAL, a -> -real(a)));
      case DECIMAL -> Optional.of(unary(type, a -> ((BigDecimal) a).negate()));
      case TIMESPAN -> Optional.of(unary(type, a -> ((Duration) a).negated()));
      case BOOL, STRING, DATETIME, GUID, DYNAMIC -> Optional.empty();
    };
  }

  private interface Single {
    Object apply(Object value);
  }

  private static Combination unary(ColumnType type, Single step) {
    return new Combination(
        type,
        (operand, ignored) ->
            (row, frame) -> {
              Object a = operand.value(row, frame);
              return a == NULL ? NULL : step.apply(a);
            });
  }
}
