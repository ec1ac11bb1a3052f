package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Statement;

/** Which expressions stand for rows rather than for a value. */
final class TableExpressions {
  private final Tables tables;

  TableExpressions(Tables tables) {
    this.tables = tables;
  }

  /** Whether an expression stands for rows. */
  boolean isTable(Expression expression, Environment environment) {
    return switch (expression) {
      case Expression.Pipe _, Expression.Datatable _, Expression.ExternalData _ -> true;
      case Expression.Name name ->
          environment
              .find(name.text())
              .map(meaning -> meaning instanceof Environment.Rows || isTableFunction(meaning))
              .orElseGet(() -> tables.find(name.text()).isPresent());
      case Expression.Member member -> isScope(member.target());
      case Expression.MemberCall call -> isScope(call.target());
      case Expression.Call call ->
          switch (call.function().text()) {
            case "materialize", "table", "external_table", "materialized_view" -> true;
            default ->
                environment.find(call.function().text()).map(this::isTableFunction).orElse(false);
          };
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.Index _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Function _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ ->
          false;
    };
  }

  private boolean isTableFunction(Environment.Meaning meaning) {
    return meaning instanceof Environment.Function function
        && function
            .syntax()
            .body()
            .result()
            .map(result -> isTable(result, signature(function)))
            .orElse(false);
  }

  /** Whether a name stands for a view: a function without parameters that wildcards find. */
  static boolean isView(String name, Environment environment) {
    return environment
        .find(name)
        .filter(
            meaning ->
                meaning instanceof Environment.Function function
                    && function.syntax().view()
                    && function.syntax().parameters().isEmpty())
        .isPresent();
  }

  /** The body's environment with stand-ins for the arguments. */
  private Environment signature(Environment.Function function) {
    var environment = new Environment(function.environment());
    for (Expression.Parameter parameter : function.syntax().parameters()) {
      environment.define(
          parameter.name().text(),
          parameter.columns().isPresent()
              ? new Environment.Rows(Planner.NOTHING)
              : new Environment.Value(BoundExpression.unknownValue()));
    }
    for (Statement statement : function.syntax().body().statements()) {
      if (statement instanceof Statement.Let let) {
        environment.define(
            let.name().text(),
            let.value() instanceof Expression.Function inner
                ? new Environment.Function(inner, function.environment())
                : isTable(let.value(), environment)
                    ? new Environment.Rows(Planner.NOTHING)
                    : new Environment.Value(BoundExpression.unknownValue()));
      }
    }
    return environment;
  }

  /** Whether an expression names another cluster, database or workspace. */
  static boolean isScope(Expression expression) {
    if (expression instanceof Expression.Call call) {
      return switch (call.function().text()) {
        case "cluster", "database", "workspace", "app", "resource", "adx", "arg" -> true;
        default -> false;
      };
    }
    return expression instanceof Expression.MemberCall call && isScope(call.target());
  }
}
