package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.ArrayOrder;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions that give several columns, such as {@code series_stats}. */
final class SeveralResults {
  private static final Map<String, List<String>> RESULTS =
      Map.of(
          "series_stats",
          List.of("min", "min_idx", "max", "max_idx", "avg", "stdev", "variance"),
          "series_fit_line",
          List.of("rsquare", "slope", "variance", "rvariance", "interception", "line_fit"));

  private final Planner planner;
  private final ExpressionBinder binder;

  SeveralResults(Planner planner, ExpressionBinder binder) {
    this.planner = planner;
    this.binder = binder;
  }

  /** One of the columns. */
  record Result(Column column, Scalar scalar) {}

  private static final Set<String> SORTS = Set.of("array_sort_asc", "array_sort_desc");

  /** Whether several arrays are sorted, all in the order of the first. */
  static boolean isSort(Expression expression) {
    return expression instanceof Expression.Call call
        && SORTS.contains(call.function().text())
        && call.arguments().size() > 1
        && call.arguments().stream()
            .allMatch(a -> !(a.value() instanceof Expression.Literal) || isArray(a.value()));
  }

  private static boolean isArray(Expression expression) {
    return expression instanceof Expression.Literal literal && literal.type() == ColumnType.DYNAMIC;
  }

  /** Whether an assignment makes several columns; with a single name it makes one. */
  static boolean areIn(Expression.Assignment assignment) {
    boolean several =
        assignment.value() instanceof Expression.Call call
            && RESULTS.containsKey(call.function().text());
    return assignment.names().size() > 1
        || ((several || isSort(assignment.value())) && assignment.names().isEmpty());
  }

  List<Result> of(Expression.Assignment assignment) {
    if (isSort(assignment.value()) && assignment.value() instanceof Expression.Call call) {
      return sorted(assignment, call);
    }
    if (!(assignment.value() instanceof Expression.Call call)
        || !RESULTS.containsKey(call.function().text())) {
      planner.issues().unsupported(assignment.span(), "Several columns of one expression");
      BoundExpression bound = binder.bind(assignment.value());
      return assignment.names().stream()
          .map(name -> new Result(new Column(name.text(), bound.type()), (row, frame) -> NULL))
          .toList();
    }
    String function = call.function().text();
    List<String> keys = RESULTS.getOrDefault(function, List.of());
    Optional<String> argument =
        call.arguments().isEmpty()
            ? Optional.empty()
            : ColumnNames.of(call.arguments().get(0).value());
    if (assignment.names().size() > keys.size()
        || (assignment.names().isEmpty() && argument.isEmpty())) {
      planner.issues().unsupported(assignment.span(), "Naming these columns");
    }
    var name = new Expression.Name(call.function().span(), function + "_dynamic");
    BoundExpression bag = binder.bind(new Expression.Call(call.span(), name, call.arguments()));
    int count = assignment.names().isEmpty() ? keys.size() : assignment.names().size();
    var results = new ArrayList<Result>();
    for (int i = 0; i < Math.min(count, keys.size()); i++) {
      String key = keys.get(i);
      String column =
          assignment.names().isEmpty()
              ? function + "_" + argument.orElse("") + "_" + key
              : assignment.names().get(i).text();
      ColumnType type = type(key);
      results.add(
          new Result(
              new Column(column, type),
              (row, frame) ->
                  bag.scalar().value(row, frame) instanceof Map<?, ?> map
                      ? Values.convert(Values.property(map, key), type)
                      : NULL));
    }
    return results;
  }

  private static ColumnType type(String key) {
    return switch (key) {
      case "line_fit" -> ColumnType.DYNAMIC;
      case "min_idx", "max_idx" -> ColumnType.LONG;
      default -> ColumnType.REAL;
    };
  }

  private List<Result> sorted(Expression.Assignment assignment, Expression.Call call) {
    var arrays = new ArrayList<BoundExpression>();
    for (Expression.Assignment argument : call.arguments()) {
      arrays.add(binder.bind(argument.value()));
    }
    boolean known = arrays.stream().allMatch(a -> a.type() == ColumnType.DYNAMIC);
    int count = assignment.names().isEmpty() ? arrays.size() : assignment.names().size();
    if (!known || count > arrays.size()) {
      planner.issues().unsupported(assignment.span(), "Sorting what aren't arrays");
    }
    boolean ascending = call.function().text().equals("array_sort_asc");
    var results = new ArrayList<Result>();
    for (int i = 0; i < Math.min(count, arrays.size()); i++) {
      Optional<String> natural = ColumnNames.of(call.arguments().get(i).value());
      if (assignment.names().isEmpty() && natural.isEmpty()) {
        planner.issues().unsupported(assignment.span(), "Naming these columns");
      }
      String name =
          assignment.names().isEmpty()
              ? natural.orElse("array") + "_sorted"
              : assignment.names().get(i).text();
      Scalar first = arrays.get(0).scalar();
      Scalar other = arrays.get(i).scalar();
      results.add(
          new Result(
              new Column(name, ColumnType.DYNAMIC),
              (row, frame) ->
                  inOrderOf(first.value(row, frame), other.value(row, frame), ascending)));
    }
    return results;
  }

  private static Object inOrderOf(Object first, Object other, boolean ascending) {
    if (!(first instanceof List<?> keys) || keys.contains(NULL)) {
      throw Refusal.unsupported("sorting arrays with gaps");
    }
    if (!(other instanceof List<?> values) || keys.size() != values.size()) {
      return NULL;
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < keys.size(); i++) {
      order.add(i);
    }
    Comparator<Object> comparator = ArrayOrder.of(keys, ascending);
    order.sort((a, b) -> comparator.compare(keys.get(a), keys.get(b)));
    var sorted = new ArrayList<Object>();
    order.forEach(i -> sorted.add(values.get(i)));
    return sorted;
  }
}
