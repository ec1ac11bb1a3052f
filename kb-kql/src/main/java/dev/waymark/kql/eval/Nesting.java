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
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code top-nested} and {@code top-hitters}: the values with the largest aggregates, within each
 * value of the level above. Where equal aggregates leave it to chance which value is kept, it's
 * refused.
 */
final class Nesting {
  /** Beyond so many values Kusto only estimates who's among the top hitters. */
  private static final int EXACT = 1_000;

  private final Planner planner;
  private final OperatorPlanner outer;
  private final List<Column> columns = new ArrayList<>();

  Nesting(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  /** A level ready to run: its values, what they're measured by, how many are kept. */
  private record Level(
      Scalar of, Aggregation aggregation, Scalar by, Scalar count, boolean ascending) {}

  /** A value with its rows. */
  private record Group(Object value, Object measure, List<Object[]> rows) {}

  Relation plan(Operator.TopNested operator) {
    var levels = new ArrayList<Level>();
    for (Operator.Level level : operator.levels()) {
      if (level.others().isPresent()) {
        planner.issues().unsupported(operator.span(), "top-nested with others");
      }
      Optional<String> natural = name(level.of());
      if (natural.isEmpty()) {
        planner.issues().unsupported(level.of().span(), "top-nested of what has no name");
      }
      String name = natural.orElse("Column" + (columns.size() + 1));
      Scalar count = level.count().map(outer::count).orElse((row, frame) -> Long.MAX_VALUE);
      String measure =
          level.by().names().isEmpty() ? "aggregated_" + name : level.by().names().get(0).text();
      levels.add(level(level.of(), name, level.by().value(), measure, count, level.ascending()));
    }
    Relation input = outer.input();
    return Relation.of(
        columns,
        run -> {
          var rows = new ArrayList<Object[]>();
          Object[] path = new Object[columns.size()];
          descend(levels, 0, input.rows(run), path, rows, Frame.of(run));
          return rows;
        });
  }

  Relation plan(Operator.TopHitters operator) {
    var of = new Expression.Assignment(operator.of().span(), List.of(), operator.of());
    String name = ColumnNames.of(operator.of()).orElse("");
    var sum = operator.by();
    boolean named =
        operator.of() instanceof Expression.Name
            && (sum.isEmpty() || sum.get() instanceof Expression.Name);
    if (!named) {
      planner.issues().unsupported(operator.span(), "top-hitters of other than columns");
    }
    var function = new Expression.Name(operator.of().span(), sum.isPresent() ? "sum" : "count");
    var arguments =
        sum.map(s -> List.of(new Expression.Assignment(s.span(), List.of(), s))).orElse(List.of());
    String measure =
        sum.map(s -> "approximate_sum_" + ColumnNames.of(s).orElse(""))
            .orElse("approximate_count_" + name);
    Level level =
        level(
            of,
            name,
            new Expression.Call(operator.span(), function, arguments),
            measure,
            outer.count(operator.count()),
            false);
    Relation input = outer.input();
    return Relation.of(
        columns,
        run -> {
          var frame = Frame.of(run);
          List<Object[]> all = input.rows(run);
          if (groups(level, all, frame).size() > EXACT) {
            throw Refusal.unsupported("top-hitters among more than " + EXACT + " values");
          }
          var rows = new ArrayList<Object[]>();
          descend(List.of(level), 0, all, new Object[2], rows, frame);
          return rows;
        });
  }

  private static Optional<String> name(Expression.Assignment assignment) {
    if (!assignment.names().isEmpty()) {
      return Optional.of(assignment.names().get(0).text());
    }
    return assignment.value() instanceof Expression.Name name
        ? Optional.of(name.text())
        : Optional.empty();
  }

  private Level level(
      Expression.Assignment of,
      String name,
      Expression by,
      String measure,
      Scalar count,
      boolean ascending) {
    BoundExpression value = outer.binder().bind(of.value());
    if (value.type() == ColumnType.DYNAMIC && !value.unknown()) {
      outer.noDynamicKey(of.span(), name);
    }
    var aggregation = new Aggregation(outer.input(), 0);
    var binder =
        new ExpressionBinder(
            Relation.of(List.of(), Relation.Source.NONE),
            outer.environment(),
            planner.context(),
            aggregation);
    BoundExpression size = binder.bind(by);
    column(name, value.type(), of);
    column(measure, size.type(), of);
    return new Level(value.scalar(), aggregation, size.scalar(), count, ascending);
  }

  private void column(String name, ColumnType type, Expression.Assignment of) {
    if (columns.stream().anyMatch(column -> column.name().equals(name))) {
      planner
          .issues()
          .add(
              QueryIssue.AMBIGUOUS_NAME,
              of.span(),
              "There is a column `" + name + "` already",
              "Give each column a name of its own.");
    }
    columns.add(new Column(name, type));
  }

  private static void descend(
      List<Level> levels,
      int depth,
      List<Object[]> input,
      Object[] path,
      List<Object[]> rows,
      Frame frame) {
    if (depth == levels.size()) {
      rows.add(path.clone());
      frame.meter().row(path.length, 0);
      return;
    }
    Level level = levels.get(depth);
    List<Group> groups = groups(level, input, frame);
    int count = (int) Math.min(OperatorPlanner.count(level.count(), frame.run()), groups.size());
    if (count > 0
        && count < groups.size()
        && compare(groups.get(count - 1), groups.get(count)) == 0) {
      throw Refusal.unsupported("choosing among values with equal aggregates");
    }
    for (Group group : groups.subList(0, count)) {
      path[2 * depth] = group.value();
      path[2 * depth + 1] = group.measure();
      descend(levels, depth + 1, group.rows(), path, rows, frame);
    }
  }

  /** The values with their aggregates, the best first. */
  private static List<Group> groups(Level level, List<Object[]> input, Frame frame) {
    Map<Object, List<Object[]>> parts = new LinkedHashMap<>();
    for (Object[] row : input) {
      Object[] value = {level.of().value(row, frame)};
      parts.computeIfAbsent(Key.of(value, 0, 1), key -> new ArrayList<>()).add(row);
      frame.meter().row(1, 1);
    }
    var groups = new ArrayList<Group>();
    for (List<Object[]> part : parts.values()) {
      groups.add(
          new Group(level.of().value(part.get(0), frame), measure(level, part, frame), part));
    }
    groups.sort((a, b) -> level.ascending() ? compare(a, b) : compare(b, a));
    return groups;
  }

  private static int compare(Group left, Group right) {
    if (left.measure() == NULL || right.measure() == NULL) {
      throw Refusal.unsupported("ordering values without an aggregate");
    }
    return Values.compare(left.measure(), right.measure());
  }

  private static Object measure(Level level, List<Object[]> rows, Frame frame) {
    Object[] values = new Object[level.aggregation().slots().size()];
    for (int i = 0; i < values.length; i++) {
      Accumulator accumulator = level.aggregation().slots().get(i).apply(frame);
      rows.forEach(row -> accumulator.add(row, frame));
      values[i] = accumulator.result();
    }
    return level.by().value(values, frame);
  }
}
