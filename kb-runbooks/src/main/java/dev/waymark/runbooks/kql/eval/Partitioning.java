package dev.waymark.runbooks.kql.eval;

import dev.waymark.runbooks.kql.bind.Bound;
import dev.waymark.runbooks.kql.bind.Environment;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.syntax.Expression;
import dev.waymark.runbooks.kql.syntax.Operator;
import dev.waymark.runbooks.kql.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    if (!(operator.body() instanceof Expression.Pipe body) || body.source().isPresent()) {
      interpreter
          .issues()
          .unsupported(operator.body().span(), "partition with a table in its body");
      return input.withRows(List.of()).open(true);
    }
    Map<Object, List<@Nullable Object[]>> parts = new LinkedHashMap<>();
    for (@Nullable Object[] row : input.rows()) {
      Object value = Values.key(key.scalar().value(row));
      parts.computeIfAbsent(value == null ? "" : value, k -> new ArrayList<>()).add(row);
      interpreter.budget().row();
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
}
