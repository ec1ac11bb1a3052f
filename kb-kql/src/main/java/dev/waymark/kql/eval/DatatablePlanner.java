package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.FunctionParameter;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Plans a table that is written out in the query. */
final class DatatablePlanner {
  private final Planner planner;

  DatatablePlanner(Planner planner) {
    this.planner = planner;
  }

  /** The table, whose rows are the same in each run. */
  Relation plan(Expression.Datatable datatable, Environment environment) {
    List<Column> columns = Columns.of(datatable.columns(), planner.issues());
    var rows = new ArrayList<Object[]>();
    int width = columns.size();
    if (width == 0 || datatable.values().size() % width != 0) {
      planner
          .issues()
          .add(
              QueryIssue.WRONG_ARGUMENTS,
              datatable.span(),
              datatable.values().size() + " values don't fill rows of " + width + " columns",
              "Give every row a value for every column.");
      return Relation.of(columns, Relation.Source.NONE);
    }
    ExpressionBinder binder = planner.values(environment);
    for (int i = 0; i < datatable.values().size(); i += width) {
      Object[] row = new Object[width];
      for (int j = 0; j < width; j++) {
        Expression value = datatable.values().get(i + j);
        row[j] = cell(value, binder.bind(value), columns.get(j).type());
      }
      rows.add(row);
      planner.meter().row(width, width);
    }
    return Relation.of(columns, each -> rows);
  }

  private Object cell(Expression syntax, BoundExpression bound, ColumnType type) {
    if (!isLiteral(syntax)) {
      planner
          .issues()
          .add(
              QueryIssue.WRONG_ARGUMENTS,
              syntax.span(),
              "A datatable holds literals only",
              "Compute with extend behind it.");
    }
    Object value = planner.context().value(bound).orElse(NULL);
    if (value == NULL) {
      return type == ColumnType.STRING ? "" : NULL;
    }
    boolean lossless =
        bound.type() == type
            || type == ColumnType.DYNAMIC
            || FunctionParameter.areNumbers(bound.type(), type);
    if (!lossless && !(value instanceof String)) {
      planner
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              syntax.span(),
              "A " + bound.type().kustoName() + " in a column of " + type.kustoName(),
              "Write a literal of the column's type.");
    }
    return Values.convert(value, type);
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.Literal
        || expression instanceof Expression.BadLiteral
        || (expression instanceof Expression.Unary unary && isLiteral(unary.operand()));
  }
}
