package dev.waymark.runbooks.kql.eval;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.bind.Bound;
import dev.waymark.runbooks.kql.bind.Environment;
import dev.waymark.runbooks.kql.bind.ExpressionBinder;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.function.Scalar;
import dev.waymark.runbooks.kql.syntax.Expression;
import dev.waymark.runbooks.kql.syntax.Operator;
import dev.waymark.runbooks.kql.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code scan} with one step, which folds a state over ordered rows. */
final class Scanning {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Scanning(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.Scan operator) {
    Relation input = runner.input();
    var columns = new ArrayList<>(input.columns());
    int width = columns.size();
    @Nullable Object[] initial = new Object[operator.declarations().size()];
    for (int i = 0; i < initial.length; i++) {
      Expression.Parameter declared = operator.declarations().get(i);
      ColumnType type =
          declared.type().flatMap(t -> ColumnType.ofKustoName(t.text())).orElse(ColumnType.DYNAMIC);
      interpreter.named(declared.name());
      columns.add(new Column(declared.name().text(), type));
      initial[i] =
          declared
              .defaultValue()
              .map(
                  e ->
                      Values.convert(
                          interpreter.values(runner.environment()).bind(e).value(), type))
              .orElse(type == ColumnType.STRING ? "" : null);
    }
    boolean simple =
        operator.steps().size() == 1
            && operator.options().isEmpty()
            && operator.steps().get(0).output().isEmpty();
    if (!simple || !input.ordered()) {
      interpreter
          .issues()
          .unsupported(
              operator.span(),
              simple ? "scan over rows without an order" : "scan with several steps or options");
      return input.with(columns, List.of());
    }
    return fold(operator.steps().get(0), input, columns, width, initial);
  }

  private Relation fold(
      Operator.Step step,
      Relation input,
      List<Column> columns,
      int width,
      @Nullable Object[] initial) {
    Relation widened = Relation.of(columns, List.of());
    var environment = new Environment(runner.environment());
    @Nullable Object[] last = new Object[columns.size()];
    environment.define(step.name().text(), new Environment.Members(members(columns, last)));
    ExpressionBinder binder = interpreter.binder(widened, environment);
    Scalar condition = binder.condition(step.condition()).scalar();
    var values = new HashMap<Integer, Scalar>();
    for (Expression.Assignment assignment : step.values()) {
      int index =
          assignment.names().isEmpty() ? -1 : widened.indexOf(assignment.names().get(0).text());
      if (index < width) {
        interpreter
            .issues()
            .unsupported(assignment.value().span(), "An assignment to no declared column");
        continue;
      }
      ColumnType type = columns.get(index).type();
      Bound bound = binder.bind(assignment.value());
      values.put(
          index,
          bound.type() == type
              ? bound.scalar()
              : row -> Values.convert(bound.scalar().value(row), type));
    }
    System.arraycopy(initial, 0, last, width, initial.length);
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      @Nullable Object[] current = new Object[columns.size()];
      System.arraycopy(row, 0, current, 0, width);
      System.arraycopy(initial, 0, current, width, initial.length);
      interpreter.budget().row();
      if (!Boolean.TRUE.equals(condition.value(current))) {
        continue;
      }
      @Nullable Object[] result = current.clone();
      values.forEach((index, scalar) -> result[index] = scalar.value(current));
      System.arraycopy(result, 0, last, 0, result.length);
      rows.add(result);
    }
    return input.with(columns, rows);
  }

  private static Map<String, Bound> members(List<Column> columns, @Nullable Object[] last) {
    var members = new HashMap<String, Bound>();
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      members.put(columns.get(i).name(), Bound.of(columns.get(i).type(), row -> last[index]));
    }
    return members;
  }
}
