package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Phase;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code partition}: the same operators over the rows of each value of a column. */
final class PartitionOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  PartitionOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Partition operator) {
    Relation input = outer.input();
    BoundExpression key = outer.binder().bind(operator.by());
    if (!(operator.body() instanceof Expression.Pipe body)) {
      planner.issues().unsupported(operator.body().span(), "partition with a table as its body");
      return input.by(Relation.Source.NONE).open(true);
    }
    return body.source().isPresent() ? overTable(operator, key, body) : overRows(key, body);
  }

  private Relation overRows(BoundExpression key, Expression.Pipe body) {
    Relation input = outer.input();
    var source = new Object();
    Relation each = planner.within(source, input, body.operators(), outer.environment());
    return each.by(
            run -> {
              var frame = Frame.of(run);
              Map<Object, List<Object[]>> parts = new LinkedHashMap<>();
              for (Object[] row : input.rows(run)) {
                Object value = Values.key(key.scalar().value(row, frame));
                parts.computeIfAbsent(value == NULL ? "" : value, k -> new ArrayList<>()).add(row);
                run.meter().row(1, 1);
              }
              return rows(each, source, parts.values(), run);
            })
        .ordered(false);
  }

  /** The body reads a table of its own, and the value of the column by the column's name. */
  private Relation overTable(
      Operator.Partition operator, BoundExpression key, Expression.Pipe body) {
    Relation input = outer.input();
    if (!(operator.by() instanceof Expression.Name name) || key.unknown()) {
      planner.issues().unsupported(operator.by().span(), "partition by other than a column");
      return input.by(Relation.Source.NONE).open(true);
    }
    var source = new Object();
    var environment = new Environment(outer.environment());
    environment.define(
        name.text(),
        new Environment.Value(
            BoundExpression.of(
                key.type(), (row, frame) -> frame.run().given(source).get(0)[0], Phase.RUN)));
    Relation each = planner.within(() -> planner.pipe(body, environment));
    return each.by(
            run -> {
              var frame = Frame.of(run);
              var values = new LinkedHashMap<Object, List<Object[]>>();
              for (Object[] row : input.rows(run)) {
                Object value = key.scalar().value(row, frame);
                if (value == NULL) {
                  throw Refusal.unsupported("partition by a column with empty values");
                }
                values.computeIfAbsent(value, OperatorPlanner::row);
              }
              return rows(each, source, values.values(), run);
            })
        .ordered(false);
  }

  private static List<Object[]> rows(
      Relation each, Object source, Collection<List<Object[]>> parts, Run run) {
    var rows = new ArrayList<Object[]>();
    for (List<Object[]> part : parts) {
      rows.addAll(each.rows(run.over(source, part)));
    }
    return rows;
  }
}
