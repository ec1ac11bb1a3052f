package dev.waymark.runbooks.kql.eval;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.bind.ColumnNames;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.syntax.Expression;
import dev.waymark.runbooks.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;

/** {@code top-nested}: known by its columns only. */
final class Nesting {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Nesting(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.TopNested operator) {
    interpreter.issues().unsupported(operator.span(), "top-nested");
    var columns = new ArrayList<Column>();
    for (Operator.Level level : operator.levels()) {
      String name = name(level.of(), "Column" + (columns.size() + 1));
      columns.add(new Column(name, runner.binder().bind(level.of().value()).type()));
      columns.add(new Column(name(level.by(), "aggregated_" + name), ColumnType.REAL));
    }
    return Relation.of(columns, List.of());
  }

  private static String name(Expression.Assignment assignment, String otherwise) {
    if (!assignment.names().isEmpty()) {
      return assignment.names().get(0).text();
    }
    return assignment.value() instanceof Expression.Call
        ? otherwise
        : ColumnNames.of(assignment.value()).orElse(otherwise);
  }
}
