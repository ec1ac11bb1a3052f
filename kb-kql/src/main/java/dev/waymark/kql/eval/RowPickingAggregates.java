package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Aggregation;
import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Phase;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code arg_max}, {@code arg_min} and {@code take_any}: columns of one row of each group. */
final class RowPickingAggregates {
  private final Planner planner;
  private final OperatorPlanner outer;
  private final Summary summary;
  private final Aggregation aggregation;

  RowPickingAggregates(
      Planner planner, OperatorPlanner outer, Summary summary, Aggregation aggregation) {
    this.planner = planner;
    this.outer = outer;
    this.summary = summary;
    this.aggregation = aggregation;
  }

  private record Picked(String name, BoundExpression bound) {}

  void add(Expression.Assignment assignment, Expression.Call call) {
    String function = call.function().text();
    boolean conditional = function.endsWith("if");
    boolean ranks = function.startsWith("arg");
    if (call.arguments().size() < (conditional ? 2 : 1)) {
      planner.issues().unsupported(call.span(), function + " with so few arguments");
      return;
    }
    ExpressionBinder binder = outer.binder();
    List<Expression.Assignment> arguments = call.arguments();
    Optional<Scalar> condition =
        conditional
            ? Optional.of(binder.condition(arguments.get(1).value()).scalar())
            : Optional.empty();
    List<Picked> picked =
        columns(arguments.subList(0, conditional ? 1 : arguments.size()), binder, ranks, function);
    int slot = slot(picked, function, condition, ranks);
    List<Expression.Name> names = assignment.names();
    if (function.equals("argmax") || function.equals("argmin")) {
      refuseUnnamed(assignment, picked.size());
    }
    if (names.size() > picked.size()) {
      planner.issues().unsupported(assignment.span(), "More names than columns");
      return;
    }
    for (int i = 0; i < picked.size(); i++) {
      int index = i;
      Picked column = picked.get(i);
      String name =
          i < names.size() ? summary.explicit(names.get(i)) : summary.names().free(column.name());
      int offset = aggregation.offset() + slot;
      boolean text = column.bound().type() == ColumnType.STRING;
      summary.add(
          name,
          new BoundExpression(
              column.bound().type(),
              (row, frame) -> {
                Object value = row[offset] instanceof Object[] values ? values[index] : NULL;
                return value == NULL && text ? "" : value;
              },
              Phase.ROW,
              column.bound().unknown()));
    }
  }

  /** The older functions give their columns other names than those that took their place. */
  private void refuseUnnamed(Expression.Assignment assignment, int columns) {
    if (assignment.names().size() < columns) {
      planner.issues().unsupported(assignment.span(), "Naming the columns of argmax or argmin");
    }
  }

  /** What each argument gives; a star gives all columns that aren't there yet. */
  private List<Picked> columns(
      List<Expression.Assignment> arguments,
      ExpressionBinder binder,
      boolean ranks,
      String function) {
    var picked = new ArrayList<Picked>();
    Relation input = outer.input();
    boolean prefixed = function.startsWith("any");
    String prefix = ranks ? function.replace("arg_", "").replace("arg", "") + "_" : "";
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i).value();
      if (argument instanceof Expression.Wildcard) {
        for (Column column : input.columns()) {
          String name = column.name();
          boolean there =
              summary.names().isTaken(name) || picked.stream().anyMatch(p -> p.name().equals(name));
          if (!there) {
            picked.add(
                new Picked(
                    prefixed ? "any_" + name : name,
                    binder.name(new Expression.Name(argument.span(), name))));
          }
        }
        continue;
      }
      BoundExpression bound = binder.bind(argument);
      String fallback =
          !ranks
              ? function + "_arg" + i
              : i == 0 ? prefix : prefix + picked.get(0).name() + "_arg" + i;
      String natural =
          arguments.get(i).names().isEmpty()
              ? ColumnNames.of(argument).orElse(fallback)
              : arguments.get(i).names().get(0).text();
      picked.add(new Picked(prefixed ? "any_" + natural : natural, bound));
    }
    return picked;
  }

  private int slot(
      List<Picked> picked, String function, Optional<Scalar> condition, boolean ranks) {
    List<Scalar> scalars = picked.stream().map(p -> p.bound().scalar()).toList();
    int direction = function.contains("max") ? 1 : -1;
    return aggregation.add(frame -> new Pick(scalars, condition, ranks, direction));
  }

  private static final class Pick implements Accumulator {
    private final List<Scalar> scalars;
    private final Optional<Scalar> condition;
    private final boolean ranks;
    private final int direction;
    private Optional<Object[]> best = Optional.empty();

    Pick(List<Scalar> scalars, Optional<Scalar> condition, boolean ranks, int direction) {
      this.scalars = scalars;
      this.condition = condition;
      this.ranks = ranks;
      this.direction = direction;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (condition.isPresent() && !Boolean.TRUE.equals(condition.get().value(row, frame))) {
        return;
      }
      if (best.isEmpty()) {
        best = Optional.of(values(row, frame));
        return;
      }
      Object held = best.get()[0];
      boolean better =
          ranks
              ? Summary.isBetter(
                  scalars.get(0).value(row, frame),
                  Optional.of(held).filter(value -> value != NULL),
                  direction)
              : scalars.size() == 1 && Values.isEmpty(held);
      if (better) {
        best = Optional.of(values(row, frame));
      }
    }

    private Object[] values(Object[] row, Frame frame) {
      Object[] values = new Object[scalars.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = scalars.get(i).value(row, frame);
      }
      return values;
    }

    @Override
    public Object result() {
      return Values.orNull(best);
    }
  }
}
