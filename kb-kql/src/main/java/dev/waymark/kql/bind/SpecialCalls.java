package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Frame;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Functions that need more than their arguments: the time, other rows, columns, tables. */
final class SpecialCalls {
  private final ExpressionBinder binder;

  SpecialCalls(ExpressionBinder binder) {
    this.binder = binder;
  }

  Optional<BoundExpression> bind(Expression.Call call) {
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

  /** The value of an argument that must be known to bind the query. */
  private Optional<Object> constant(List<BoundExpression> arguments, int index) {
    return index < arguments.size()
        ? binder.context().value(arguments.get(index))
        : Optional.empty();
  }

  private <T> Optional<T> constant(List<BoundExpression> arguments, int index, Class<T> type) {
    return constant(arguments, index).filter(type::isInstance).map(type::cast);
  }

  private List<BoundExpression> arguments(Expression.Call call) {
    return CallBinder.arguments(call, binder);
  }

  private BoundExpression wrong(Expression.Call call, String form) {
    return binder.error(
        QueryIssue.WRONG_ARGUMENTS,
        call.span(),
        "`" + call.function().text() + "` doesn't take these arguments",
        "Write " + form + ".");
  }

  private BoundExpression now(Expression.Call call, int direction) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.size() > 1 || (direction < 0 && arguments.isEmpty())) {
      return wrong(call, direction < 0 ? "ago(1h)" : "now() or now(-1h)");
    }
    if (arguments.isEmpty()) {
      return BoundExpression.of(ColumnType.DATETIME, (row, frame) -> frame.run().now(), Phase.RUN);
    }
    BoundExpression offset = arguments.get(0);
    if (offset.unknown()) {
      return BoundExpression.of(ColumnType.DATETIME, (row, frame) -> NULL);
    }
    if (offset.type() != ColumnType.TIMESPAN) {
      return wrong(call, call.function().text() + " with a timespan, such as 1h");
    }
    Scalar by = offset.scalar();
    return BoundExpression.of(
        ColumnType.DATETIME,
        (row, frame) ->
            by.value(row, frame) instanceof Duration d
                ? Ticks.instant(Ticks.of(frame.run().now()) + direction * Ticks.of(d))
                : NULL,
        offset.phase().and(Phase.RUN));
  }

  private BoundExpression toScalar(Expression.Call call) {
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
      return BoundExpression.unknownValue();
    }
    ColumnType type = rows.columns().get(0).type();
    Object empty = type == ColumnType.STRING ? "" : NULL;
    return BoundExpression.of(
        type,
        (row, frame) -> {
          List<Object[]> found = rows.rows(frame.run());
          return found.isEmpty() ? empty : found.get(0)[0];
        },
        Phase.RUN);
  }

  private BoundExpression cases(Expression.Call call) {
    int count = call.arguments().size();
    if (count < 3 || count % 2 == 0) {
      return wrong(call, "case(condition, value, …, otherwise)");
    }
    var conditions = new ArrayList<Scalar>();
    var values = new ArrayList<BoundExpression>();
    Phase phase = Phase.BIND;
    for (int i = 0; i < count; i++) {
      Expression argument = call.arguments().get(i).value();
      if (i % 2 == 0 && i < count - 1) {
        BoundExpression condition = binder.condition(argument);
        phase = phase.and(condition.phase());
        conditions.add(condition.scalar());
      } else {
        BoundExpression value = binder.bind(argument);
        phase = phase.and(value.phase());
        values.add(value);
      }
    }
    ColumnType type = values.get(0).type();
    for (BoundExpression value : values) {
      Optional<ColumnType> common = Types.common(type, value.type());
      if (value.unknown() || common.isEmpty()) {
        return value.unknown()
            ? BoundExpression.unknownValue()
            : binder.error(
                QueryIssue.WRONG_TYPE,
                call.span(),
                "The values of case are of different types: "
                    + type.kustoName()
                    + " and "
                    + value.type().kustoName(),
                "Convert them to one type.");
      }
      type = common.get();
    }
    if (CallBinder.mixes(values.stream().map(BoundExpression::type).toList())) {
      binder
          .context()
          .issues()
          .unsupported(call.span(), "Choosing between whole numbers and reals");
    }
    ColumnType common = type;
    Scalar scalar =
        (row, frame) -> {
          int i = 0;
          while (i < conditions.size()
              && !Boolean.TRUE.equals(conditions.get(i).value(row, frame))) {
            i++;
          }
          Object value = values.get(i).scalar().value(row, frame);
          return values.get(i).type() == common ? value : Values.convert(value, common);
        };
    return BoundExpression.of(common, scalar, phase);
  }

  private BoundExpression columnIfExists(Expression.Call call) {
    if (call.arguments().size() != 2) {
      return wrong(call, "column_ifexists(\"name\", default)");
    }
    BoundExpression otherwise = binder.bind(call.arguments().get(1).value());
    Expression name = call.arguments().get(0).value();
    BoundExpression bound = binder.bind(name);
    return binder
        .context()
        .value(bound)
        .filter(text -> text instanceof String column && binder.input().indexOf(column) >= 0)
        .map(text -> binder.name(new Expression.Name(name.span(), text.toString())))
        .orElse(otherwise);
  }

  private BoundExpression unsupported(Expression.Call call) {
    binder.context().issues().unsupported(call.span(), "`" + call.function().text() + "`");
    return BoundExpression.unknownValue();
  }

  private BoundExpression isColumn(Expression.Call call) {
    return constant(arguments(call), 0, String.class)
        .filter(name -> call.arguments().size() == 1)
        .map(name -> BoundExpression.constant(ColumnType.BOOL, binder.input().indexOf(name) >= 0))
        .orElseGet(() -> wrong(call, "iscolumnexists(\"name\")"));
  }

  /** {@code bin_at()} with the size and the place that the query sets. */
  private BoundExpression binAuto(Expression.Call call) {
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

  private BoundExpression packAll(Expression.Call call) {
    boolean skipsEmpty =
        call.arguments().size() == 1 && constant(arguments(call), 0).equals(Optional.of(true));
    List<Column> columns = binder.input().columns();
    return BoundExpression.of(
        ColumnType.DYNAMIC,
        (row, frame) -> {
          var bag = new LinkedHashMap<String, Object>();
          for (int i = 0; i < columns.size(); i++) {
            if (!skipsEmpty || !Values.isEmpty(row[i])) {
              bag.put(columns.get(i).name(), Values.toDynamic(row[i]));
            }
          }
          return bag;
        });
  }

  private BoundExpression packColumns(Expression.Call call) {
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
    return BoundExpression.of(
        ColumnType.DYNAMIC,
        (row, frame) -> {
          var bag = new LinkedHashMap<String, Object>();
          columns.forEach(
              (name, value) -> bag.put(name, Values.toDynamic(value.value(row, frame))));
          return bag;
        });
  }

  /** {@code extract(regex, group, text, typeof(long))}, and others that take a type last. */
  private Optional<BoundExpression> typed(Expression.Call call, int count) {
    if (call.arguments().size() != count + 1
        || !(call.arguments().get(count).value() instanceof Expression.TypeOf typeOf)
        || typeOf.columns().size() != 1) {
      return Optional.empty();
    }
    var untyped =
        new Expression.Call(call.span(), call.function(), call.arguments().subList(0, count));
    BoundExpression text = binder.bind(untyped);
    Optional<ColumnType> type = ColumnType.ofKustoName(typeOf.columns().get(0).name().text());
    return type.map(
        to ->
            text.as(
                to,
                (row, frame) -> {
                  Object found = text.scalar().value(row, frame);
                  return Values.isEmpty(found) && to != ColumnType.STRING
                      ? NULL
                      : Values.convert(found, to);
                }));
  }

  /** True, or the end of the query with a message. */
  private BoundExpression assertion(Expression.Call call) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.size() != 2 || arguments.get(1).type() != ColumnType.STRING) {
      return wrong(call, "assert(condition, message)");
    }
    BoundExpression condition = binder.condition(call.arguments().get(0).value());
    Scalar holds = condition.scalar();
    Scalar message = arguments.get(1).scalar();
    return condition.as(
        ColumnType.BOOL,
        (row, frame) -> {
          if (!Boolean.TRUE.equals(holds.value(row, frame))) {
            throw Refusal.failed("The query asserts: " + message.value(row, frame));
          }
          return true;
        });
  }

  private BoundExpression columnNames(Expression.Call call) {
    Subqueries subqueries = binder.context().subqueries();
    if (call.arguments().size() != 1
        || !subqueries.isTable(call.arguments().get(0).value(), binder.environment())) {
      return wrong(call, "column_names_of(table)");
    }
    Relation rows = subqueries.rows(call.arguments().get(0).value(), binder.environment());
    List<Object> names = rows.columns().stream().map(c -> (Object) c.name()).toList();
    return BoundExpression.constant(ColumnType.DYNAMIC, names);
  }

  /** A function of which several results are known: its first. */
  private Optional<BoundExpression> series(Expression.Call call, String function, String key) {
    var dynamic =
        new Expression.Call(
            call.span(),
            new Expression.Name(call.function().span(), function),
            call.arguments().subList(0, Math.min(1, call.arguments().size())));
    BoundExpression bag = binder.bind(dynamic);
    var member =
        BoundExpression.of(
            ColumnType.REAL,
            (row, frame) ->
                bag.scalar().value(row, frame) instanceof java.util.Map<?, ?> map
                    ? Values.property(map, key)
                    : NULL);
    return Optional.of(bag.unknown() ? bag : member);
  }

  // Functions over rows

  private boolean refusesOrder(Expression.Call call) {
    if (binder.input().ordered()) {
      binder.lookAround();
      return false;
    }
    binder.error(
        QueryIssue.WRONG_ARGUMENTS,
        call.function().span(),
        "`" + call.function().text() + "` needs rows in an order",
        "Sort or serialize the rows first.");
    return true;
  }

  private static boolean restarts(Optional<Scalar> restart, Object[] row, Frame frame) {
    return restart.isPresent() && Boolean.TRUE.equals(restart.get().value(row, frame));
  }

  private static final class Total {
    private double real;
    private long whole;
  }

  private static final class Session {
    private Object first = NULL;
    private Object previous = NULL;
  }

  private static final class Rank {
    private long rank;
    private long rows;
    private Object last = NULL;
  }

  private BoundExpression rowNumber(Expression.Call call) {
    if (refusesOrder(call)) {
      return BoundExpression.of(ColumnType.LONG, (row, frame) -> NULL);
    }
    List<BoundExpression> arguments = arguments(call);
    Optional<Number> first = constant(arguments, 0, Number.class);
    if (!arguments.isEmpty() && first.isEmpty()) {
      return wrong(call, "a constant as the first number");
    }
    long start = first.map(Number::longValue).orElse(1L);
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    return BoundExpression.of(
        ColumnType.LONG,
        (row, frame) -> {
          long[] state = frame.state(call, () -> new long[1]);
          boolean restarts = restarts(restart, row, frame);
          state[0] = frame.index() == 0 || restarts ? start : state[0] + 1;
          return state[0];
        });
  }

  private BoundExpression neighbour(Expression.Call call, int direction) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 3) {
      return wrong(call, call.function().text() + "(column, offset, default)");
    }
    if (refusesOrder(call)) {
      return BoundExpression.unknownValue();
    }
    if (arguments.size() > 2 && !arguments.get(2).constant()) {
      return wrong(call, "a constant as the default");
    }
    Optional<Number> distance = constant(arguments, 1, Number.class);
    if (arguments.size() > 1 && distance.filter(n -> n.longValue() > 0).isEmpty()) {
      return wrong(call, "an offset of at least 1");
    }
    BoundExpression value = arguments.get(0);
    Scalar scalar = value.scalar();
    long offset = distance.map(Number::longValue).orElse(1L);
    Object missing = value.type() == ColumnType.STRING ? "" : NULL;
    Object otherwise =
        constant(arguments, 2)
            .map(instead -> Values.convert(instead, value.type()))
            .orElse(arguments.size() > 2 ? NULL : missing);
    return value.as(
        value.type(),
        (row, frame) -> {
          Object[] other = frame.row(offset * direction);
          return other == null ? otherwise : scalar.value(other, frame);
        });
  }

  private BoundExpression cumulativeSum(Expression.Call call) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 2) {
      return wrong(call, "row_cumsum(number, restart)");
    }
    if (refusesOrder(call) || arguments.get(0).unknown()) {
      return BoundExpression.unknownValue();
    }
    BoundExpression term = arguments.get(0);
    if (term.type() == ColumnType.DECIMAL
        || !dev.waymark.kql.function.FunctionParameter.isNumber(term.type())) {
      throw Refusal.unsupported("row_cumsum of a " + term.type().kustoName());
    }
    boolean real = term.type() == ColumnType.REAL;
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    return BoundExpression.of(
        real ? ColumnType.REAL : ColumnType.LONG,
        (row, frame) -> {
          Total total = frame.state(call, Total::new);
          boolean restarts = restarts(restart, row, frame);
          if (frame.index() == 0 || restarts) {
            total.real = 0;
            total.whole = 0;
          }
          if (term.scalar().value(row, frame) instanceof Number number) {
            total.real += number.doubleValue();
            total.whole += number.longValue();
          }
          return real ? (Object) total.real : (Object) total.whole;
        });
  }

  private BoundExpression rank(Expression.Call call, boolean dense) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.isEmpty() || arguments.size() > 2) {
      return wrong(call, call.function().text() + "(column, restart)");
    }
    if (refusesOrder(call)) {
      return BoundExpression.of(ColumnType.LONG, (row, frame) -> NULL);
    }
    Scalar term = arguments.get(0).scalar();
    Optional<Scalar> restart =
        arguments.size() > 1 ? Optional.of(arguments.get(1).scalar()) : Optional.empty();
    return BoundExpression.of(
        ColumnType.LONG,
        (row, frame) -> {
          Rank rank = frame.state(call, Rank::new);
          Object value = term.value(row, frame);
          boolean restarts = restarts(restart, row, frame);
          if (frame.index() == 0 || restarts) {
            rank.rank = 1;
            rank.rows = 1;
          } else {
            rank.rows++;
            if (!java.util.Objects.equals(value, rank.last)) {
              rank.rank = dense ? rank.rank + 1 : rank.rows;
            }
          }
          rank.last = value;
          return rank.rank;
        });
  }

  private BoundExpression session(Expression.Call call) {
    List<BoundExpression> arguments = arguments(call);
    if (arguments.size() < 3 || arguments.size() > 4) {
      return wrong(call, "row_window_session(time, from first, from previous, restart)");
    }
    if (refusesOrder(call) || arguments.stream().anyMatch(BoundExpression::unknown)) {
      return BoundExpression.of(ColumnType.DATETIME, (row, frame) -> NULL);
    }
    Scalar time = arguments.get(0).scalar();
    Optional<Duration> fromFirst = constant(arguments, 1, Duration.class);
    Optional<Duration> fromPrevious = constant(arguments, 2, Duration.class);
    if (arguments.get(0).type() != ColumnType.DATETIME
        || fromFirst.isEmpty()
        || fromPrevious.isEmpty()) {
      return wrong(call, "row_window_session(time, 1h, 5m)");
    }
    Optional<Scalar> restart =
        arguments.size() > 3 ? Optional.of(arguments.get(3).scalar()) : Optional.empty();
    return BoundExpression.of(
        ColumnType.DATETIME,
        (row, frame) -> {
          Session session = frame.state(call, Session::new);
          Object at = time.value(row, frame);
          boolean begins =
              frame.index() == 0
                  || restarts(restart, row, frame)
                  || !(at instanceof Instant moment)
                  || !(session.first instanceof Instant first)
                  || !(session.previous instanceof Instant previous)
                  || Duration.between(first, moment).compareTo(fromFirst.get()) >= 0
                  || Duration.between(previous, moment).compareTo(fromPrevious.get()) >= 0;
          session.first = begins ? at : session.first;
          session.previous = at;
          return session.first;
        });
  }
}
