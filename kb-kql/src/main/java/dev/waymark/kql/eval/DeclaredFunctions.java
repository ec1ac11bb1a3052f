package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.function.FunctionParameter;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of functions that the query declares: their parameters bound to what is given. */
final class DeclaredFunctions {
  private final Planner planner;

  DeclaredFunctions(Planner planner) {
    this.planner = planner;
  }

  /** What the names in a function's body mean in a call. */
  Environment arguments(
      Expression.Call call, Environment.Function function, ExpressionBinder caller) {
    planner.meter().row();
    List<Expression.Parameter> parameters = function.syntax().parameters();
    Map<String, Expression> given = given(call, parameters);
    Environment environment = new Environment(function.environment());
    for (Expression.Parameter parameter : parameters) {
      String name = parameter.name().text();
      Optional<Expression> argument =
          Optional.ofNullable(given.get(name)).or(parameter::defaultValue);
      if (argument.isEmpty()) {
        planner
            .issues()
            .add(
                QueryIssue.WRONG_ARGUMENTS,
                call.span(),
                "`" + call.function().text() + "` lacks a value for `" + name + "`",
                "Give all parameters a value.");
        environment.define(name, new Environment.Value(BoundExpression.unknownValue()));
        continue;
      }
      environment.define(name, argument(parameter, argument.get(), caller));
    }
    for (Statement statement : function.syntax().body().statements()) {
      environment = planner.declare(statement, environment);
    }
    return environment;
  }

  private Environment.Meaning argument(
      Expression.Parameter parameter, Expression argument, ExpressionBinder caller) {
    if (parameter.columns().isPresent()) {
      return new Environment.Rows(planner.shared(planner.table(argument, caller.environment())));
    }
    BoundExpression bound = caller.bind(argument);
    ColumnType type =
        parameter.type().flatMap(t -> ColumnType.ofKustoName(t.text())).orElse(bound.type());
    if (bound.unknown() || bound.type() == type) {
      return new Environment.Value(bound);
    }
    if (!FunctionParameter.areNumbers(bound.type(), type)
        && type != ColumnType.DYNAMIC
        && bound.type() != ColumnType.DYNAMIC) {
      planner
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              argument.span(),
              "`"
                  + parameter.name().text()
                  + "` is a "
                  + type.kustoName()
                  + ", and this is a "
                  + bound.type().kustoName(),
              "Convert it.");
    }
    return new Environment.Value(
        BoundExpression.of(
            type,
            (row, frame) -> Values.convert(bound.scalar().value(row, frame), type),
            bound.phase()));
  }

  private Map<String, Expression> given(
      Expression.Call call, List<Expression.Parameter> parameters) {
    var given = new HashMap<String, Expression>();
    int position = 0;
    for (Expression.Assignment argument : call.arguments()) {
      if (!argument.names().isEmpty()) {
        given.put(argument.names().get(0).text(), argument.value());
        position++;
      } else if (position < parameters.size()) {
        given.put(parameters.get(position).name().text(), argument.value());
        position++;
      } else {
        planner
            .issues()
            .add(
                QueryIssue.WRONG_ARGUMENTS,
                argument.value().span(),
                "`" + call.function().text() + "` takes " + parameters.size() + " arguments",
                "Leave the others out.");
      }
    }
    return given;
  }
}
