package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Aggregation;
import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Accumulator;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code summarize}: groups of rows, and aggregates over each. */
final class Summary {
  private static final Set<String> PICKS =
      Set.of("arg_max", "arg_min", "argmax", "argmin", "take_any", "any", "take_anyif", "anyif");

  /**
   * Aggregates with a column for each rank, by the one that each is; and what goes before ranks.
   */
  private static final Map<String, String> PERCENTILES =
      Map.of("percentiles", "percentile", "percentilesw", "percentilew");

  private final Planner planner;
  private final OperatorPlanner outer;
  private final ColumnNames names = new ColumnNames();
  private final List<Column> columns = new ArrayList<>();

  /** The results' expressions, over a row of groups and slots. */
  private final List<Scalar> results = new ArrayList<>();

  Summary(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Summarize operator) {
    List<Scalar> keys = groups(operator.groups());
    var aggregation = new Aggregation(outer.input(), keys.size());
    aggregates(operator.aggregates(), aggregation);
    Relation input = outer.input();
    return Relation.of(columns, run -> rows(input, keys, aggregation, run));
  }

  private List<Scalar> groups(List<Expression.Assignment> groups) {
    ExpressionBinder binder = outer.binder();
    var keys = new ArrayList<Scalar>();
    for (Expression.Assignment group : groups) {
      BoundExpression bound = binder.bind(group.value());
      String name =
          group.names().isEmpty()
              ? ColumnNames.of(group.value()).map(names::free).orElseGet(names::next)
              : group.names().get(0).text();
      names.take(name);
      if (bound.type() == ColumnType.DYNAMIC && !bound.unknown()) {
        outer.noDynamicKey(group.value().span(), name);
      }
      int index = keys.size();
      keys.add(bound.scalar());
      columns.add(new Column(name, bound.type()));
      results.add((row, frame) -> row[index]);
    }
    return keys;
  }

  void aggregates(List<Expression.Assignment> assignments, Aggregation aggregation) {
    Relation groups = Relation.of(List.copyOf(columns), Relation.Source.NONE);
    var binder = new ExpressionBinder(groups, outer.environment(), planner.context(), aggregation);
    for (Expression.Assignment assignment : assignments) {
      if (assignment.value() instanceof Expression.Call call
          && PICKS.contains(call.function().text())) {
        new RowPickingAggregates(planner, outer, this, aggregation).add(assignment, call);
      } else if (assignment.value() instanceof Expression.Call call
          && PERCENTILES.containsKey(call.function().text())) {
        percentiles(assignment, call, binder);
      } else {
        BoundExpression bound = binder.bind(assignment.value());
        if (assignment.names().isEmpty() && ColumnNames.isUnpredictable(assignment.value())) {
          planner.issues().unsupported(assignment.span(), "An aggregate without a name here");
        }
        String name =
            assignment.names().isEmpty()
                ? ColumnNames.of(assignment.value()).map(names::free).orElseGet(names::next)
                : explicit(assignment.names().get(0));
        add(name, bound);
        if (assignment.names().size() > 1) {
          planner.issues().unsupported(assignment.span(), "Several names for one aggregate");
        }
      }
    }
  }

  String explicit(Expression.Name name) {
    planner.named(name);
    if (names.isTaken(name.text())) {
      outer.duplicate(name);
    }
    names.take(name.text());
    return name.text();
  }

  ColumnNames names() {
    return names;
  }

  void add(String name, BoundExpression bound) {
    columns.add(new Column(name, bound.type()));
    results.add(bound.scalar());
  }

  /** One column for each rank. */
  private void percentiles(
      Expression.Assignment assignment, Expression.Call call, ExpressionBinder binder) {
    String single = String.valueOf(PERCENTILES.get(call.function().text()));
    int before = single.endsWith("w") ? 2 : 1;
    int ranks = call.arguments().size() - before;
    int named = assignment.names().size();
    if (ranks < 1 || (named > 0 && named != ranks)) {
      planner.issues().unsupported(call.span(), "percentiles with other names than ranks");
      return;
    }
    String of = ColumnNames.of(call.arguments().get(0).value()).orElse("");
    for (int i = 0; i < ranks; i++) {
      Expression.Assignment rank = call.arguments().get(before + i);
      var percentile = new Expression.Name(call.function().span(), single);
      var arguments = new ArrayList<>(call.arguments().subList(0, before));
      arguments.add(rank);
      BoundExpression bound = binder.bind(new Expression.Call(call.span(), percentile, arguments));
      String natural = "percentile_" + of + "_" + ColumnNames.rank(rank.value());
      add(named > 0 ? explicit(assignment.names().get(i)) : names.free(natural), bound);
    }
  }

  private List<Object[]> rows(Relation input, List<Scalar> keys, Aggregation aggregation, Run run) {
    Map<Object, Object[]> groups = new LinkedHashMap<>();
    List<Object[]> all = input.rows(run);
    var frame = new Frame(run, all);
    int width = keys.size();
    Scalar[] scalars = keys.toArray(new Scalar[0]);
    if (width == 0) {
      groups.put("", group(new Object[0], aggregation.slots(), frame));
    }
    Object[] values = new Object[width];
    for (Object[] row : all) {
      for (int i = 0; i < width; i++) {
        values[i] = scalars[i].value(row, frame);
      }
      Object key = width == 0 ? "" : Key.of(values, 0, width);
      Object[] group = groups.get(key);
      if (group == null) {
        group = group(values, aggregation.slots(), frame);
        groups.put(key, group);
        run.meter().group(width + group.length);
        run.meter().kept(aggregation.slots().size());
      }
      for (int i = width; i < group.length; i++) {
        ((Accumulator) java.util.Objects.requireNonNull(group[i])).add(row, frame);
      }
      run.meter().row();
    }
    var rows = new ArrayList<Object[]>(groups.size());
    for (Object[] group : groups.values()) {
      rows.add(result(group, width, frame));
    }
    return rows;
  }

  private static Object[] group(
      Object[] values, List<Function<Frame, Accumulator>> slots, Frame frame) {
    Object[] group = new Object[values.length + slots.size()];
    System.arraycopy(values, 0, group, 0, values.length);
    for (int i = 0; i < slots.size(); i++) {
      group[values.length + i] = slots.get(i).apply(frame);
    }
    return group;
  }

  private Object[] result(Object[] group, int width, Frame frame) {
    for (int i = width; i < group.length; i++) {
      group[i] = ((Accumulator) java.util.Objects.requireNonNull(group[i])).result();
    }
    Object[] row = new Object[results.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = results.get(i).value(group, frame);
      frame.meter().cell(row[i]);
    }
    frame.meter().row(row.length, row.length);
    return row;
  }

  /** What a comparison of two values says, nulls never being the best. */
  static boolean isBetter(Object value, Optional<Object> best, int direction) {
    if (value == NULL) {
      return false;
    }
    if (best.isPresent() && best.get() instanceof Double held && held.isNaN()) {
      return false;
    }
    if (value instanceof Double number && number.isNaN()) {
      return true;
    }
    return best.isEmpty() || Values.compare(value, best.get()) * direction > 0;
  }
}
