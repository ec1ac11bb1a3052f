package dev.waymark.runbooks.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Functions of lists: what rows come to together. */
final class ListFunctions {
  private ListFunctions() {}

  /**
   * A function by its name and number of arguments, what it's called on included.
   *
   * @param none what no values sum up to
   */
  static Optional<Functions.OfAll> of(String function, int arguments, Object none) {
    return Optional.ofNullable(
        switch (function + "/" + arguments) {
          case "sum/1" -> (values, frame) -> sum(values, none, frame);
          case "max/1", "max/2" -> (values, frame) -> most(function, values, 1, frame);
          case "min/1", "min/2" -> (values, frame) -> most(function, values, -1, frame);
          case "distinct/1" -> ListFunctions::distinct;
          case "sort/1" -> ListFunctions::sort;
          default -> null;
        });
  }

  private static Object sum(List<Object> values, Object none, EvaluationFrame frame) {
    if (!(values.get(0) instanceof List<?> list)) {
      return Failure.types("sum", values);
    }
    Object sum = none;
    boolean first = true;
    frame.spend(list.size());
    for (Object item : list) {
      if (!(item instanceof Number || item instanceof Duration)) {
        return Failure.types("sum", List.of(item));
      }
      sum = first ? item : added(sum, item, frame);
      first = false;
      if (sum instanceof Failure) {
        return sum;
      }
    }
    return sum;
  }

  /** Numbers of both kinds come to one with a fraction. */
  private static Object added(Object sum, Object item, EvaluationFrame frame) {
    boolean mixed =
        sum instanceof Number && item instanceof Number && sum.getClass() != item.getClass();
    return mixed
        ? ((Number) sum).doubleValue() + ((Number) item).doubleValue()
        : CelArithmetic.add(sum, item, frame);
  }

  private static Object most(
      String function, List<Object> values, int sign, EvaluationFrame frame) {
    List<?> list = values;
    if (values.size() == 1) {
      if (!(values.get(0) instanceof List<?> of)) {
        return Failure.types(function, values);
      }
      list = of;
    }
    if (list.isEmpty()) {
      return new Failure("`" + function + "` of no values: the list is empty");
    }
    frame.spend(list.size());
    Object most = list.get(0);
    for (Object item : list) {
      OptionalInt order = CelComparison.order(item, most);
      if (order.isEmpty()) {
        return Failure.types(function, List.of(most, item));
      }
      most = order.getAsInt() * sign > 0 ? item : most;
    }
    return most;
  }

  private static Object distinct(List<Object> values, EvaluationFrame frame) {
    if (!(values.get(0) instanceof List<?> list)) {
      return Failure.types("distinct", values);
    }
    List<Object> distinct = new ArrayList<>();
    for (Object item : list) {
      if (!CelComparison.contains(distinct, item, frame)) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  private static Object sort(List<Object> values, EvaluationFrame frame) {
    if (!(values.get(0) instanceof List<?> list)) {
      return Failure.types("sort", values);
    }
    for (Object item : list) {
      if (CelComparison.order(list.get(0), item).isEmpty()) {
        return Failure.types("sort", List.of(list.get(0), item));
      }
    }
    frame.spend(list.size() * 16L);
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort((a, b) -> CelComparison.order(a, b).orElse(0));
    return sorted;
  }
}
