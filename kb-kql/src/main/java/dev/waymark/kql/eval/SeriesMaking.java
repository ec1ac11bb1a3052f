package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Aggregation;
import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code make-series}: arrays of aggregates over steps of an axis. */
final class SeriesMaking {
  private static final int MAX_STEPS = 1 << 20;

  private final Planner planner;
  private final OperatorPlanner outer;

  SeriesMaking(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  /** The axis as whole numbers: ticks, or the numbers themselves. */
  private record Axis(long from, long step, int count, ColumnType type) {}

  private static final class Group {
    private final Object[] keys;
    private final Map<Integer, Accumulator[]> steps = new HashMap<>();

    Group(Object[] keys) {
      this.keys = keys;
    }
  }

  Relation plan(Operator.MakeSeries operator) {
    Relation input = outer.input();
    ExpressionBinder binder = outer.binder();
    var names = new ColumnNames();
    var columns = new ArrayList<Column>();
    var keys = new ArrayList<Scalar>();
    for (Expression.Assignment group : operator.groups()) {
      BoundExpression bound = binder.bind(group.value());
      columns.add(new Column(name(group, names), bound.type()));
      keys.add(bound.scalar());
    }
    var aggregation = new Aggregation(input, 0);
    var inner =
        new ExpressionBinder(
            Relation.of(List.of(), Relation.Source.NONE),
            outer.environment(),
            planner.context(),
            aggregation);
    var results = new ArrayList<BoundExpression>();
    var fill = new ArrayList<Scalar>();
    for (Operator.Series series : operator.series()) {
      BoundExpression bound = inner.bind(series.value().value());
      results.add(bound);
      fill.add(fill(series, bound.type()));
      columns.add(new Column(name(series.value(), names), ColumnType.DYNAMIC));
    }
    BoundExpression axis = binder.bind(operator.axis().value());
    columns.add(new Column(name(operator.axis(), names), ColumnType.DYNAMIC));
    ExpressionBinder values = planner.values(outer.environment());
    Optional<Scalar> from = operator.from().map(end -> values.bind(end).scalar());
    Optional<Scalar> to = operator.to().map(end -> values.bind(end).scalar());
    var range = new Range(from, to, values.bind(operator.step()).scalar(), operator.ranged(), axis);
    boolean nonEmpty =
        outer.kind(operator, operator.options(), "", Set.of("", "nonempty")).equals("nonempty");
    return Relation.of(
        columns,
        run -> {
          List<Object[]> all = input.rows(run);
          var frame = new Frame(run, all);
          Axis steps = axis(range, all, frame);
          Map<Object, Group> groups = groups(all, keys, aggregation, axis.scalar(), steps, frame);
          if (groups.isEmpty() && keys.isEmpty() && (nonEmpty || from.isPresent())) {
            if (!nonEmpty) {
              throw Refusal.unsupported("make-series over no rows");
            }
            groups.put("", new Group(new Object[0]));
          }
          var empty = new ArrayList<Object>();
          fill.forEach(value -> empty.add(value.value(Frame.NO_ROW, frame)));
          var rows = new ArrayList<Object[]>();
          for (Group group : groups.values()) {
            run.meter().rows(steps.count());
            run.meter().kept(steps.count() * (1 + results.size()));
            rows.add(row(group, steps, results, empty, frame));
          }
          return rows;
        });
  }

  /** Where the axis begins and ends, if the query says so, and its step. */
  private record Range(
      Optional<Scalar> from,
      Optional<Scalar> to,
      Scalar step,
      boolean ranged,
      BoundExpression axis) {}

  private static String name(Expression.Assignment assignment, ColumnNames names) {
    if (!assignment.names().isEmpty()) {
      names.take(assignment.names().get(0).text());
      return assignment.names().get(0).text();
    }
    return ColumnNames.of(assignment.value()).map(names::free).orElseGet(names::next);
  }

  /** What stands in a step without rows: zero, if nothing else is said. */
  private Scalar fill(Operator.Series series, ColumnType type) {
    if (series.defaultValue().isPresent()) {
      Scalar given = planner.values(outer.environment()).bind(series.defaultValue().get()).scalar();
      boolean number = dev.waymark.kql.function.FunctionParameter.isNumber(type);
      return (row, frame) -> {
        Object value = given.value(row, frame);
        return Values.toDynamic(number && value != NULL ? Values.convert(value, type) : value);
      };
    }
    Object zero =
        switch (type) {
          case INT, LONG -> 0L;
          case REAL -> 0.0;
          default -> NULL;
        };
    return (row, frame) -> zero;
  }

  private static Axis axis(Range range, List<Object[]> rows, Frame frame) {
    long step = number(range.step().value(Frame.NO_ROW, frame));
    if (step <= 0) {
      throw Refusal.failed("The step of make-series must be positive");
    }
    Optional<Long> from = range.from().map(end -> number(end.value(Frame.NO_ROW, frame)));
    Optional<Long> to = range.to().map(end -> number(end.value(Frame.NO_ROW, frame)));
    ColumnType type = range.axis().type();
    if (from.isPresent() && to.isPresent()) {
      long first = range.ranged() ? Math.floorDiv(from.get(), step) * step : from.get();
      long end = range.ranged() ? to.get() + 1 : to.get();
      return new Axis(first, step, count(first, end, step), type);
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (Object[] row : rows) {
      Object value = range.axis().scalar().value(row, frame);
      if (value != NULL) {
        least = Math.min(least, number(value));
        most = Math.max(most, number(value));
      }
    }
    if (least > most) {
      return new Axis(0, step, 0, type);
    }
    long start = from.isPresent() ? from.get() : Math.floorDiv(least, step) * step;
    long end = to.isPresent() ? to.get() : most + 1;
    return new Axis(start, step, count(start, end, step), type);
  }

  private static int count(long from, long to, long step) {
    long count = to <= from ? 0 : (to - from + step - 1) / step;
    if (count > MAX_STEPS) {
      throw Refusal.failed("A series of more than a million steps");
    }
    return (int) count;
  }

  private static long number(Object value) {
    return switch (value) {
      case Instant instant -> Ticks.of(instant);
      case Duration duration -> Ticks.of(duration);
      case Long number -> number;
      case Integer number -> number;
      case null, default -> throw Refusal.unsupported("make-series over an axis of this type");
    };
  }

  private static Map<Object, Group> groups(
      List<Object[]> rows,
      List<Scalar> keys,
      Aggregation aggregation,
      Scalar axis,
      Axis steps,
      Frame frame) {
    Map<Object, Group> groups = new LinkedHashMap<>();
    for (Object[] row : rows) {
      frame.meter().row();
      Object at = axis.value(row, frame);
      long place = at == NULL ? -1 : Math.floorDiv(number(at) - steps.from(), steps.step());
      if (place < 0 || place >= steps.count()) {
        continue;
      }
      Object[] values = new Object[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).value(row, frame);
      }
      Object key = values.length == 0 ? "" : Key.of(values, 0, values.length);
      Group group = groups.computeIfAbsent(key, k -> group(values, frame));
      Accumulator[] slots =
          group.steps.computeIfAbsent((int) place, p -> slots(aggregation, frame));
      for (Accumulator slot : slots) {
        slot.add(row, frame);
      }
    }
    return groups;
  }

  private static Group group(Object[] keys, Frame frame) {
    frame.meter().group(keys.length);
    return new Group(keys);
  }

  private static Accumulator[] slots(Aggregation aggregation, Frame frame) {
    Accumulator[] slots = new Accumulator[aggregation.slots().size()];
    frame.meter().group(0);
    frame.meter().kept(slots.length);
    for (int i = 0; i < slots.length; i++) {
      slots[i] = aggregation.slots().get(i).apply(frame);
    }
    return slots;
  }

  private static Object[] row(
      Group group, Axis steps, List<BoundExpression> results, List<Object> fill, Frame frame) {
    int width = group.keys.length;
    Object[] row = new Object[width + results.size() + 1];
    System.arraycopy(group.keys, 0, row, 0, width);
    var axis = new ArrayList<Object>();
    var series = new ArrayList<List<Object>>();
    results.forEach(result -> series.add(new ArrayList<>()));
    for (int step = 0; step < steps.count(); step++) {
      long at = steps.from() + step * steps.step();
      axis.add(
          switch (steps.type()) {
            case DATETIME -> Ticks.instant(at);
            case TIMESPAN -> Ticks.duration(at);
            default -> (Object) at;
          });
      boolean empty = !group.steps.containsKey(step);
      Object[] values = results(group.steps.getOrDefault(step, new Accumulator[0]));
      for (int i = 0; i < results.size(); i++) {
        series
            .get(i)
            .add(
                empty
                    ? fill.get(i)
                    : Values.toDynamic(results.get(i).scalar().value(values, frame)));
      }
    }
    for (int i = 0; i < series.size(); i++) {
      row[width + i] = series.get(i);
    }
    row[row.length - 1] = axis;
    return row;
  }

  private static Object[] results(Accumulator[] slots) {
    Object[] values = new Object[slots.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = slots[i].result();
    }
    return values;
  }
}
