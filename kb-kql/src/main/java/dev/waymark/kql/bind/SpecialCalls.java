package dev.waymark.kql.bind;

import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.Types;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions that need more than their arguments: the time, other rows, columns, tables. */
final class SpecialCalls {
  private final ExpressionBinder binder;

  SpecialCalls(ExpressionBinder binder) {
    this.binder = binder;
  }

  Optional<Bound> bind(Expression.Call call) {
    return switch (call.function().text()) {
      case "now" -> Optional.of(now(call, 1));
      case "ago" -> Optional.of(now(call, -1));
      case "toscalar" -> Optional.of(toScalar(call));
      case "case" -> Optional.of(cases(call));
      case "bin_auto" -> Optional.of(binAuto(call));
      case "column_ifexists", "columnifexists" -> Optional.of(columnIfExists(call));
      case "entity_group" -> Optional.of(unsupported(call));
      case "iscolumnexists" -> Optional.of(isColumn(call));
      case "pack_all" -> Optional.of(packAll(call));
      case "bag_pack_columns" -> Optional.of(packColumns(call));
      case "extract" -> typed(call, 3);
      case "extract_json", "extractjson" -> typed(call, 2);
      case "assert" -> Optional.of(assertion(call));
      case "column_names_of" -> Optional.of(columnNames(call));
      case "row_number" -> Optional.of(rowNumber(call));
      case "prev" -> Optional.of(neighbour(call, -1));
      case "next" -> Optional.of(neighbour(call, 1));
      case "row_cumsum" -> Optional.of(cumulativeSum(call));
      case "row_rank_dense" -> Optional.of(rank(call, true));
      case "row_rank_min" -> Optional.of(rank(call, false));
      case "row_window_session" -> Optional.of(session(call));
      case "series_stats" -> series(call, "series_stats_dynamic", "min");
      case "series_fit_line" -> series(call, "series_fit_line_dynamic", "rsquare");
      default -> Optional.empty();
    };
  }

  /** The value of an argument that must be the same for all rows; null where it isn't. */
  private static @Nullable Object constant(List<Bound> arguments, int index) {
    return index < arguments.size() && arguments.get(index).constant()
        ? arguments.get(index).value()
        : null;
  }

  private List<Bound> arguments(Expression.Call call) {
    return CallBinder.arguments(call, binder);
  }

  private Bound wrong(Expression.Call call, String form) {
    return binder.error(
        QueryIssue.WRONG_ARGUMENTS,
        call.span(),
        "`" + call.function().text() + "` isn't called so",
        "Write " + form);
  }

  private Bound now(Expression.Call call, int direction) {
    List<Bound> arguments = arguments(call);
    if (arguments.size() > 1 || (direction < 0 && arguments.isEmpty())) {
      return wrong(call, direction < 0 ? "ago(1h)" : "now() or now(-1h)");
    }
    long now = Ticks.of(binder.context().now());
    if (arguments.isEmpty()) {
      return Bound.constant(ColumnType.DATETIME, binder.context().now());
    }
    Bound offset = arguments.get(0);
    if (offset.unknown()) {
      return Bound.of(ColumnType.DATETIME, row -> null);
    }
    if (offset.type() != ColumnType.TIMESPAN) {
      return wrong(call, call.function().text() + " with a timespan, such as 1h");
    }
    Scalar by = offset.scalar();
    return new Bound(
        ColumnType.DATETIME,
        row ->
            by.value(row) instanceof Duration d
                ? Ticks.instant(now + direction * Ticks.of(d))
                : null,
        offset.constant(),
        false);
  }

  private Bound toScalar(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return wrong(call, "toscalar(table | summarize …)");
    }
    Expression argument = call.arguments().get(0).value();
    Subqueries subqueries = binder.context().subqueries();
    if (!subqueries.isTable(argument, binder.environment())) {
      return binder.bind(argument);
    }
    Relation rows = subqueries.rows(argument, binder.environment());
    if (rows.columns().isEmpty()) {
      return Bound.unknownValue();
    }
    ColumnType type = rows.columns().get(0).type();
    Object empty = type == ColumnType.STRING ? "" : null;
    return Bound.constant(type, rows.rows().isEmpty() ? empty : rows.rows().get(0)[0]);
  }

  private Bound cases(Expression.Call call) {
    int count = call.arguments().size();
    if (count < 3 || count % 2 == 0) {
      return wrong(call, "case(condition, value, …, otherwise)");
    }
    var conditions = new ArrayList<Scalar>();
    var values = new ArrayList<Bound>();
    boolean constant = true;
    for (int i = 0; i < count; i++) {
      Expression argument = call.arguments().get(i).value();
      if (i % 2 == 0 && i < count - 1) {
        Bound condition = binder.condition(argument);
        constant &= condition.constant();
        conditions.add(condition.scalar());
      } else {
        Bound value = binder.bind(argument);
        constant &= value.constant();
        values.add(value);
      }
    }
    ColumnType type = values.get(0).type();
    for (Bound value : values) {
      Optional<ColumnType> common = Types.common(type, value.type());
      if (value.unknown() || common.isEmpty()) {
        return value.unknown()
            ? Bound.unknownValue()
            : binder.error(
                QueryIssue.WRONG_TYPE,
                call.span(),
                "The values of case are of different types: "
                    + type.kustoName()
                    + " and "
                    + value.type().kustoName(),
                "Convert them to one type");
      }
      type = common.get();
    }
    if (CallBinder.mixes(values.stream().map(Bound::type).toList())) {
      binder
          .context()
          .issues()
          .unsupported(call.span(), "Choosing between whole numbers and reals");
    }
    ColumnType common = type;
    Scalar scalar =
        row -> {
          int i = 0;
          while (i < conditions.size() && !Boolean.TRUE.equals(conditions.get(i).value(row))) {
            i++;
          }
          Object value = values.get(i).scalar().value(row);
          return values.get(i).type() == common ? value : Values.convert(value, common);
        };
    return new Bound(common, scalar, constant, false);
  }

  private Bound columnIfExists(Expression.Call call) {
    if (call.arguments().size() != 2) {
      return wrong(call, "column_ifexists(\"name\", default)");
    }
    Bound otherwise = binder.bind(call.arguments().get(1).value());
    Expression name = call.arguments().get(0).value();
    Bound bound = binder.bind(name);
    if (bound.constant()
        && bound.value() instanceof String text
        && binder.input().indexOf(text) >= 0) {
      return binder.name(new Expression.Name(name.span(), text));
    }
    return otherwise;
  }

  private Bound unsupported(Expression.Call call) {
    binder.context().issues().unsupported(call.span(), "`" + call.function().text() + "`");
    return Bound.unknownValue();
  }

  private Bound isColumn(Expression.Call call) {
    Object name = constant(arguments(call), 0);
    return call.arguments().size() == 1 && name instanceof String text
        ? Bound.constant(ColumnType.BOOL, binder.input().indexOf(text) >= 0)
        : wrong(call, "iscolumnexists(\"name\")");
  }

  /** {@code bin_at()} with the size and the place that the query sets. */
  private Bound binAuto(Expression.Call call) {
    if (call.arguments().size() != 1) {
      return wrong(call, "bin_auto(value)");
    }
    var arguments = new ArrayList<>(call.arguments());
    for (String option : List.of(" query_bin_auto_size", " query_bin_auto_at")) {
      if (binder.environment().find(option).isPresent()) {
        var name = new Expression.Name(call.span(), option);
        arguments.add(new Expression.Assignment(call.span(), List.of(), name));
      }
    }
    if (arguments.size() < 3) {
      binder
          .context()
          .issues()
          .unsupported(call.span(), "bin_auto() without query_bin_auto_size and query_bin_auto_at");
      return binder.bind(call.arguments().get(0).value());
    }
    var name = new Expression.Name(call.function().span(), "bin_at");
    return binder.bind(new Expression.Call(call.span(), name, arguments));
  }

  private Bound packAll(Expression.Call call) {
    boolean skipsEmpty =
        call.arguments().size() == 1 && Boolean.TRUE.equals(constant(arguments(call), 0));
    List<Column> columns = binder.input().columns();
    return Bound.of(
        ColumnType.DYNAMIC,
        row -> {
          var bag = new LinkedHashMap<String, @Nullable Object>();
          for (int i = 0; i < columns.size(); i++) {
            if (!skipsEmpty || !Values.isEmpty(row[i])) {
              bag.put(columns.get(i).name(), Values.toDynamic(row[i]));
            }
          }
          return bag;
        });
  }

  private Bound packColumns(Expression.Call call) {
    var columns = new LinkedHashMap<String, Scalar>();
    for (Expression.Assignment argument : call.arguments()) {
      if (!(argument.value() instanceof Expression.Name name)
          || (binder.input().indexOf(name.text()) < 0 && !binder.input().open())) {
        binder.bind(argument.value());
        return wrong(call, "bag_pack_columns(column, …)");
      }
      columns.put(name.text(), binder.name(name).scalar());
    }
    if (columns.isEmpty()) {
      return wrong(call, "bag_pack_columns(column, …)");
    }
    return Bound.of(
        ColumnType.DYNAMIC,
        row -> {
          var bag = new LinkedHashMap<String, @Nullable Object>();
          columns.forEach((name, value) -> bag.put(name, Values.toDynamic(value.value(row))));
          return bag;
        });
  }

  /** {@code extract(regex, group, text, typeof(long))}, and others that take a type last. */
  private Optional<Bound> typed(Expression.Call call, int count) {
    if (call.arguments().size() != count + 1
        || !(call.arguments().get(count).value() instanceof Expression.TypeOf typeOf)
        || typeOf.columns().size() != 1) {
      return Optional.empty();
    }
    var untyped =
        new Expression.Call(call.span(), call.function(), call.arguments().subList(0, count));
    Bound text = binder.bind(untyped);
    Optional<ColumnType> type = ColumnType.ofKustoName(typeOf.columns().get(0).name().text());
    return type.map(
        to ->
            text.as(
                to,
                row -> {
                  Object found = text.scalar().value(row);
                  return Values.isEmpty(found) && to != ColumnType.STRING
                      ? null
                      : Values.convert(found, to);
                }));
  }

  /** True, or the end of the query with a message. */
  private Bound assertion(Expression.Call call) {
    List<Bound> arguments = arguments(call);
    if (arguments.size() != 2 || arguments.get(1).type() != ColumnType.STRING) {
      return wrong(call, "assert(condition, message)");
    }
    Bound condition = binder.condition(call.arguments().get(0).value());
    Scalar holds = condition.scalar();
    Scalar message = arguments.get(1).scalar();
    return condition.as(
        ColumnType.BOOL,
        row -> {
          if (!Boolean.TRUE.equals(holds.value(row))) {
            throw Refusal.failed("The query asserts: " + message.value(row));
          }
          return true;
        });
  }

  private Bound columnNames(Expression.Call call) {
    Subqueries subqueries = binder.context().subqueries();
    if (call.arguments().size() != 1
        || !subqueries.isTable(call.arguments().get(0).value(), binder.environment())) {
      return wrong(call, "column_names_of(table)");
    }
    Relation rows = subqueries.rows(call.arguments().get(0).value(), binder.environment());
    List<Object> names = rows.columns().stream().map(c -> (Object) c.name()).toList();
    return Bound.constant(ColumnType.DYNAMIC, names);
  }

  /** A function of which several results are known: its first. */
  private Optional<Bound> series(Expression.Call call, String function, String key) {
    var dynamic =
        new Expression.Call(
            call.span(),
            new Expression.Name(call.function().span(), function),
            call.arguments().subList(0, Math.min(1, call.arguments().size())));
    Bound bag = binder.bind(dynamic);
    var member =
        Bound.of(
            ColumnType.REAL,
            row ->
                bag.scalar().value(row) instanceof java.util.Map<?, ?> map ? map.get(key) : null);
    return Optional.of(bag.unknown() ? bag : member);
  }

  // Functions over rows

  private boolean refusesOrder(Expression.Call call) {
    if (binder.input().ordered()) {
      binder.window().use();
      return false;
    }
    binder.error(
        QueryIssue.WRONG_ARGUMENTS,
        call.function().span(),
        "`" + call.function().text() + "` needs rows in an order",
        "Sort or serialize the rows first");
    return true;
  }

  private Bound rowNumber(Expression.Call call) {
    if (refusesOrder(call)) {
      return Bound.of(ColumnType.LONG, row -> null);
    }
    List<Bound> arguments = arguments(call);
    RowWindow window = binder.window();
    if (!arguments.isEmpty() && !(constant(arguments, 0) instanceof Number)) {
      return wrong(call, "a constant as the first number");
    }
    long start = constant(arguments, 0) instanceof Number n ? n.longValue() : 1;
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    long[] state = new long[1];
    return Bound.of(
        ColumnType.LONG,
        row -> {
          boolean restarts = restart.isPresent() && Boolean.TRUE.equals(restart.get().value(row));
          state[0] = window.index() == 0 || restarts ? start : state[0] + 1;
          return state[0];
        });
  }

  private Bound neighbour(Expression.Call call, int direction) {
    List<Bound> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 3) {
      return wrong(call, call.function().text() + "(column, offset, default)");
    }
    if (refusesOrder(call)) {
      return Bound.unknownValue();
    }
    if (arguments.size() > 2 && !arguments.get(2).constant()) {
      return wrong(call, "a constant as the default");
    }
    if (arguments.size() > 1
        && !(constant(arguments, 1) instanceof Number n && n.longValue() > 0)) {
      return wrong(call, "an offset of at least 1");
    }
    Bound value = arguments.get(0);
    RowWindow window = binder.window();
    Scalar scalar = value.scalar();
    long offset = constant(arguments, 1) instanceof Number n ? n.longValue() : 1;
    Object missing = value.type() == ColumnType.STRING ? "" : null;
    Object otherwise =
        arguments.size() > 2 ? Values.convert(arguments.get(2).value(), value.type()) : missing;
    return value.as(
        value.type(),
        row -> {
          Object[] other = window.row(offset * direction);
          return other == null ? otherwise : scalar.value(other);
        });
  }

  private Bound cumulativeSum(Expression.Call call) {
    List<Bound> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 2) {
      return wrong(call, "row_cumsum(number, restart)");
    }
    if (refusesOrder(call) || arguments.get(0).unknown()) {
      return Bound.unknownValue();
    }
    Bound term = arguments.get(0);
    if (term.type() == ColumnType.DECIMAL
        || !dev.waymark.kql.function.Parameter.isNumber(term.type())) {
      throw Refusal.unsupported("row_cumsum of a " + term.type().kustoName());
    }
    boolean real = term.type() == ColumnType.REAL;
    RowWindow window = binder.window();
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    double[] reals = new double[1];
    long[] wholes = new long[1];
    return Bound.of(
        real ? ColumnType.REAL : ColumnType.LONG,
        row -> {
          boolean restarts = restart.isPresent() && Boolean.TRUE.equals(restart.get().value(row));
          if (window.index() == 0 || restarts) {
            reals[0] = 0;
            wholes[0] = 0;
          }
          if (term.scalar().value(row) instanceof Number number) {
            reals[0] += number.doubleValue();
            wholes[0] += number.longValue();
          }
          return real ? (Object) reals[0] : (Object) wholes[0];
        });
  }

  private Bound rank(Expression.Call call, boolean dense) {
    List<Bound> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 2) {
      return wrong(call, call.function().text() + "(column, restart)");
    }
    if (refusesOrder(call)) {
      return Bound.of(ColumnType.LONG, row -> null);
    }
    Scalar term = arguments.get(0).scalar();
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    RowWindow window = binder.window();
    long[] state = new long[2];
    @Nullable Object[] last = new Object[1];
    return Bound.of(
        ColumnType.LONG,
        row -> {
          Object value = term.value(row);
          boolean restarts = restart.isPresent() && Boolean.TRUE.equals(restart.get().value(row));
          if (window.index() == 0 || restarts) {
            state[0] = 1;
            state[1] = 1;
          } else {
            state[1]++;
            if (!java.util.Objects.equals(value, last[0])) {
              state[0] = dense ? state[0] + 1 : state[1];
            }
          }
          last[0] = value;
          return state[0];
        });
  }

  private Bound session(Expression.Call call) {
    List<Bound> arguments = arguments(call);
    if (arguments.size() < 3 || arguments.size() > 4) {
      return wrong(call, "row_window_session(time, from first, from previous, restart)");
    }
    if (refusesOrder(call) || arguments.stream().anyMatch(Bound::unknown)) {
      return Bound.of(ColumnType.DATETIME, row -> null);
    }
    Scalar time = arguments.get(0).scalar();
    if (arguments.get(0).type() != ColumnType.DATETIME
        || !(constant(arguments, 1) instanceof Duration fromFirst)
        || !(constant(arguments, 2) instanceof Duration fromPrevious)) {
      return wrong(call, "row_window_session(time, 1h, 5m)");
    }
    Optional<Scalar> restart =
        arguments.size() > 3 ? Optional.of(arguments.get(3).scalar()) : Optional.empty();
    RowWindow window = binder.window();
    java.time.@Nullable Instant[] state = new java.time.Instant[2];
    return Bound.of(
        ColumnType.DATETIME,
        row -> {
          var at = (java.time.Instant) time.value(row);
          boolean restarts = restart.isPresent() && Boolean.TRUE.equals(restart.get().value(row));
          var first = state[0];
          var previous = state[1];
          boolean begins =
              window.index() == 0
                  || restarts
                  || first == null
                  || previous == null
                  || at == null
                  || Duration.between(first, at).compareTo(fromFirst) >= 0
                  || Duration.between(previous, at).compareTo(fromPrevious) >= 0;
          state[0] = begins ? at : first;
          state[1] = at;
          return state[0];
        });
  }
}
