package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Aggregation;
import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Accumulator;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code make-series}: arrays of aggregates over steps of an axis. */
final class SeriesMaking {
  private static final int MAX_STEPS = 1 << 20;

  private final Interpreter interpreter;
  private final OperatorRunner runner;

  SeriesMaking(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  /** The axis as whole numbers: ticks, or the numbers themselves. */
  private record Axis(long from, long step, int count, ColumnType type) {}

  private static final class Group {
    private final @Nullable Object[] keys;
    private final Map<Integer, Accumulator[]> steps = new HashMap<>();

    Group(@Nullable Object[] keys) {
      this.keys = keys;
    }
  }

  Relation run(Operator.MakeSeries operator) {
    Relation input = runner.input();
    ExpressionBinder binder = runner.binder();
    var names = new ColumnNames();
    var columns = new ArrayList<Column>();
    var keys = new ArrayList<Scalar>();
    for (Expression.Assignment group : operator.groups()) {
      Bound bound = binder.bind(group.value());
      columns.add(new Column(name(group, names), bound.type()));
      keys.add(bound.scalar());
    }
    var aggregation = new Aggregation(input, 0);
    var inner =
        new ExpressionBinder(
            Relation.of(List.of(), List.of()),
            runner.environment(),
            interpreter.context(),
            aggregation);
    var results = new ArrayList<Bound>();
    var fill = new ArrayList<@Nullable Object>();
    for (Operator.Series series : operator.series()) {
      Bound bound = inner.bind(series.value().value());
      results.add(bound);
      fill.add(fill(series, bound.type()));
      columns.add(new Column(name(series.value(), names), ColumnType.DYNAMIC));
    }
    Bound axis = binder.bind(operator.axis().value());
    columns.add(new Column(name(operator.axis(), names), ColumnType.DYNAMIC));
    if (interpreter.isChecking()) {
      operator.from().ifPresent(binder::bind);
      operator.to().ifPresent(binder::bind);
      binder.bind(operator.step());
      return Relation.of(columns, List.of());
    }
    Axis steps = axis(operator, axis, input);
    Map<Object, Group> groups = groups(input, keys, aggregation, axis.scalar(), steps);
    boolean nonEmpty =
        runner.kind(operator, operator.options(), "", Set.of("", "nonempty")).equals("nonempty");
    if (groups.isEmpty() && keys.isEmpty() && (nonEmpty || operator.from().isPresent())) {
      if (!nonEmpty) {
        throw Refusal.unsupported("make-series over no rows");
      }
      groups.put("", new Group(new Object[0]));
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (Group group : groups.values()) {
      interpreter.budget().rows(steps.count());
      interpreter.budget().kept(steps.count() * (1 + results.size()));
      rows.add(row(group, steps, results, fill));
    }
    return Relation.of(columns, rows);
  }

  private static String name(Expression.Assignment assignment, ColumnNames names) {
    if (!assignment.names().isEmpty()) {
      names.take(assignment.names().get(0).text());
      return assignment.names().get(0).text();
    }
    return ColumnNames.of(assignment.value()).map(names::free).orElseGet(names::next);
  }

  /** What stands in a step without rows: zero, where nothing else is said. */
  private @Nullable Object fill(Operator.Series series, ColumnType type) {
    if (series.defaultValue().isPresent()) {
      Bound bound = interpreter.values(runner.environment()).bind(series.defaultValue().get());
      Object value = bound.value();
      return value == null
          ? null
          : Values.toDynamic(
              dev.waymark.kql.function.Parameter.isNumber(type)
                  ? Values.convert(value, type)
                  : value);
    }
    return switch (type) {
      case INT, LONG -> 0L;
      case REAL -> 0.0;
      default -> null;
    };
  }

  private Axis axis(Operator.MakeSeries operator, Bound axis, Relation input) {
    ExpressionBinder values = interpreter.values(runner.environment());
    long step = number(Optional.ofNullable(values.bind(operator.step()).value()));
    if (step <= 0) {
      throw Refusal.failed("The step of make-series must be positive");
    }
    Optional<Long> from =
        operator.from().map(e -> number(Optional.ofNullable(values.bind(e).value())));
    Optional<Long> to = operator.to().map(e -> number(Optional.ofNullable(values.bind(e).value())));
    if (from.isEmpty() || to.isEmpty()) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (@Nullable Object[] row : input.rows()) {
        Object value = axis.scalar().value(row);
        if (value != null) {
          least = Math.min(least, number(Optional.of(value)));
          most = Math.max(most, number(Optional.of(value)));
        }
      }
      if (least > most) {
        return new Axis(0, step, 0, axis.type());
      }
      long start = from.isPresent() ? from.get() : Math.floorDiv(least, step) * step;
      long end = to.isPresent() ? to.get() : most + 1;
      return new Axis(start, step, count(start, end, step), axis.type());
    }
    return new Axis(from.get(), step, count(from.get(), to.get(), step), axis.type());
  }

  private static int count(long from, long to, long step) {
    long count = to <= from ? 0 : (to - from + step - 1) / step;
    if (count > MAX_STEPS) {
      throw Refusal.failed("A series of more than a million steps");
    }
    return (int) count;
  }

  private static long number(Optional<Object> value) {
    if (value.isPresent() && value.get() instanceof Instant instant) {
      return Ticks.of(instant);
    }
    if (value.isPresent() && value.get() instanceof Duration duration) {
      return Ticks.of(duration);
    }
    if (value.isPresent() && (value.get() instanceof Long || value.get() instanceof Integer)) {
      return ((Number) value.get()).longValue();
    }
    throw Refusal.unsupported("make-series over an axis of this type");
  }

  private Map<Object, Group> groups(
      Relation input, List<Scalar> keys, Aggregation aggregation, Scalar axis, Axis steps) {
    Map<Object, Group> groups = new LinkedHashMap<>();
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().row();
      Object at = axis.value(row);
      long place =
          at == null ? -1 : Math.floorDiv(number(Optional.of(at)) - steps.from(), steps.step());
      if (place < 0 || place >= steps.count()) {
        continue;
      }
      @Nullable Object[] values = new Object[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).value(row);
      }
      Object key = values.length == 0 ? "" : Key.of(values, 0, values.length);
      Group group = groups.computeIfAbsent(key, k -> group(values));
      Accumulator[] slots = group.steps.computeIfAbsent((int) place, p -> slots(aggregation));
      for (Accumulator slot : slots) {
        slot.add(row);
      }
    }
    return groups;
  }

  private Group group(@Nullable Object[] keys) {
    interpreter.budget().group(keys.length);
    return new Group(keys);
  }

  private Accumulator[] slots(Aggregation aggregation) {
    Accumulator[] slots = new Accumulator[aggregation.slots().size()];
    interpreter.budget().group(0);
    interpreter.budget().kept(slots.length);
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Objects.requireNonNull(aggregation.slots().get(i).get());
    }
    return slots;
  }

  private static @Nullable Object[] row(
      Group group, Axis steps, List<Bound> results, List<@Nullable Object> fill) {
    int width = group.keys.length;
    @Nullable Object[] row = new Object[width + results.size() + 1];
    System.arraycopy(group.keys, 0, row, 0, width);
    var axis = new ArrayList<@Nullable Object>();
    var series = new ArrayList<List<@Nullable Object>>();
    results.forEach(result -> series.add(new ArrayList<>()));
    for (int step = 0; step < steps.count(); step++) {
      long at = steps.from() + step * steps.step();
      axis.add(
          switch (steps.type()) {
            case DATETIME -> Ticks.instant(at);
            case TIMESPAN -> Ticks.duration(at);
            default -> (Object) at;
          });
      Accumulator[] slots = group.steps.get(step);
      @Nullable Object[] values = slots == null ? null : results(slots);
      for (int i = 0; i < results.size(); i++) {
        series
            .get(i)
            .add(
                values == null
                    ? fill.get(i)
                    : Values.toDynamic(results.get(i).scalar().value(values)));
      }
    }
    for (int i = 0; i < series.size(); i++) {
      row[width + i] = series.get(i);
    }
    row[row.length - 1] = axis;
    return row;
  }

  private static @Nullable Object[] results(Accumulator[] slots) {
    @Nullable Object[] values = new Object[slots.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = slots[i].result();
    }
    return values;
  }
}
