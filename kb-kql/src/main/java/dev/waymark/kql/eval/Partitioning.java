package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code partition}: the same operators over the rows of each value of a column. */
final class Partitioning {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Partitioning(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.Partition operator) {
    Relation input = runner.input();
    Bound key = runner.binder().bind(operator.by());
    if (!(operator.body() instanceof Expression.Pipe body)) {
      interpreter
          .issues()
          .unsupported(operator.body().span(), "partition with a table as its body");
      return input.withRows(List.of()).open(true);
    }
    if (body.source().isPresent()) {
      return overTable(operator, key, body);
    }
    Map<Object, List<@Nullable Object[]>> parts = new LinkedHashMap<>();
    for (@Nullable Object[] row : input.rows()) {
      Object value = Values.key(key.scalar().value(row));
      parts.computeIfAbsent(value == null ? "" : value, k -> new ArrayList<>()).add(row);
      interpreter.budget().row(1, 1);
    }
    Relation shape =
        interpreter.steps(
            body.operators(), input.withRows(List.of()), new Environment(runner.environment()));
    var rows = new ArrayList<@Nullable Object[]>();
    for (List<@Nullable Object[]> part : parts.values()) {
      Relation result =
          interpreter.steps(
              body.operators(), input.withRows(part), new Environment(runner.environment()));
      rows.addAll(result.rows());
    }
    return shape.withRows(rows).ordered(false);
  }

  /** The body reads a table of its own, and the value of the column by the column's name. */
  private Relation overTable(Operator.Partition operator, Bound key, Expression.Pipe body) {
    Relation input = runner.input();
    if (!(operator.by() instanceof Expression.Name name) || key.unknown()) {
      interpreter.issues().unsupported(operator.by().span(), "partition by other than a column");
      return input.withRows(List.of()).open(true);
    }
    var values = new LinkedHashSet<Object>();
    for (@Nullable Object[] row : input.rows()) {
      Object value = key.scalar().value(row);
      if (value == null) {
        throw Refusal.unsupported("partition by a column with empty values");
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      return part(name, Bound.constant(key.type(), null), body).withRows(List.of());
    }
    Relation shape = input;
    var rows = new ArrayList<@Nullable Object[]>();
    for (Object value : values) {
      shape = part(name, Bound.constant(key.type(), value), body);
      rows.addAll(shape.rows());
    }
    return shape.withRows(rows).ordered(false);
  }

  private Relation part(Expression.Name name, Bound value, Expression.Pipe body) {
    var environment = new Environment(runner.environment());
    environment.define(name.text(), new Environment.Value(value));
    return interpreter.pipe(body, environment);
  }
}
