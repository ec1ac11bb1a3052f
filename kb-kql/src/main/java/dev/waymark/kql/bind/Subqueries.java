package dev.waymark.kql.bind;

import dev.waymark.kql.syntax.Expression;

/** Gives the rows of a table inside of an expression. */
public interface Subqueries {
  Relation rows(Expression expression, Environment environment);

  /** Whether an expression stands for rows rather than a value. */
  boolean isTable(Expression expression, Environment environment);

  /** The value of a function that a query declares, over a row. */
  BoundExpression call(
      Expression.Call call, Environment.Function function, ExpressionBinder caller);
}
