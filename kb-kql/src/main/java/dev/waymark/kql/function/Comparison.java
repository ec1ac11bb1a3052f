package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code == != < <= > >=}, with what Kusto makes of nulls. */
public final class Comparison {
  private Comparison() {}

  /** The order of two values, neither of them null. */
  @FunctionalInterface
  public interface Order {
    int compare(Object left, Object right);
  }

  /** The combination of two types, if they can be compared. */
  public static Optional<Combination> of(String operator, ColumnType left, ColumnType right) {
    return order(left, right)
        .map(
            order ->
                new Combination(
                    ColumnType.BOOL,
                    switch (operator) {
                      case "==" -> equality(order, true);
                      case "!=", "<>" -> equality(order, false);
                      default -> inequality(operator, order);
                    }));
  }

  /** How values of two types are ordered, if they are. */
  public static Optional<Order> order(ColumnType left, ColumnType right) {
    if (FunctionParameter.isNumber(left) && FunctionParameter.isNumber(right)) {
      boolean whole = isWhole(left) && isWhole(right);
      return Optional.of(
          whole
              ? (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue())
              : Values::compare);
    }
    if (left == right && left != ColumnType.DYNAMIC) {
      return Optional.of(Values::compare);
    }
    if (left == ColumnType.DYNAMIC && right != ColumnType.DYNAMIC) {
      return Optional.of((a, b) -> dynamic(a, b));
    }
    if (right == ColumnType.DYNAMIC && left != ColumnType.DYNAMIC) {
      return Optional.of((a, b) -> -dynamic(b, a));
    }
    if (isGuidAndText(left, right)) {
      return Optional.of((a, b) -> a.toString().compareToIgnoreCase(b.toString()));
    }
    return Optional.empty();
  }

  private static boolean isGuidAndText(ColumnType left, ColumnType right) {
    return (left == ColumnType.GUID && right == ColumnType.STRING)
        || (left == ColumnType.STRING && right == ColumnType.GUID);
  }

  private static boolean isWhole(ColumnType type) {
    return type == ColumnType.LONG || type == ColumnType.INT;
  }

  /** Compares what stands in a {@code dynamic} with a value of a known type. */
  private static int dynamic(Object dynamic, Object value) {
    if (value instanceof String text) {
      return Values.dynamicText(dynamic).compareTo(text);
    }
    boolean sameKind =
        (dynamic instanceof Number && value instanceof Number)
            || (dynamic instanceof Boolean && value instanceof Boolean)
            || (dynamic instanceof Instant && value instanceof Instant)
            || (dynamic instanceof Duration && value instanceof Duration)
            || (dynamic instanceof UUID && value instanceof UUID);
    if (sameKind) {
      return Values.compare(dynamic, value);
    }
    if (dynamic instanceof List || dynamic instanceof Map) {
      throw Refusal.unsupported(
          "comparing an array or a bag with a " + value.getClass().getSimpleName());
    }
    ColumnType type =
        switch (value) {
          case Number _ -> ColumnType.REAL;
          case Boolean _ -> ColumnType.BOOL;
          case Instant _ -> ColumnType.DATETIME;
          case Duration _ -> ColumnType.TIMESPAN;
          default -> ColumnType.GUID;
        };
    Object converted = Values.convert(dynamic, type);
    if (converted == NULL) {
      throw Refusal.unsupported("comparing a dynamic of another type; convert it first");
    }
    return Values.compare(converted, value);
  }

  private static Combination.Compiler equality(Order order, boolean wanted) {
    return (left, right) ->
        (row, frame) -> {
          Object a = left.value(row, frame);
          Object b = right.value(row, frame);
          if (a == NULL || b == NULL) {
            return nullEquality(a, b, wanted);
          }
          return (order.compare(a, b) == 0 && !isNan(a)) == wanted;
        };
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /** One null differs from any value; two nulls are neither equal nor different. */
  private static Object nullEquality(Object a, Object b, boolean wanted) {
    return a == NULL && b == NULL ? NULL : (Object) !wanted;
  }

  private static Combination.Compiler inequality(String operator, Order order) {
    return switch (operator) {
      case "<" -> ordered((a, b) -> order.compare(a, b) < 0);
      case "<=" -> ordered((a, b) -> order.compare(a, b) <= 0);
      case ">" -> ordered((a, b) -> order.compare(a, b) > 0);
      default -> ordered((a, b) -> order.compare(a, b) >= 0);
    };
  }

  private interface Test {
    boolean holds(Object left, Object right);
  }

  private static Combination.Compiler ordered(Test test) {
    return (left, right) ->
        (row, frame) -> {
          Object a = left.value(row, frame);
          Object b = right.value(row, frame);
          if (a == NULL || b == NULL) {
            return NULL;
          }
          return !isNan(a) && !isNan(b) && test.holds(a, b);
        };
  }
}
