package dev.waymark.runbooks.kql.eval;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.bind.Bound;
import dev.waymark.runbooks.kql.bind.Environment;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.syntax.Expression;
import dev.waymark.runbooks.kql.syntax.Operator;
import dev.waymark.runbooks.kql.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code evaluate}: {@code bag_unpack}, {@code pivot} and {@code narrow}. */
final class Plugins {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Plugins(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.Evaluate operator) {
    String name = operator.plugin().function().text();
    if (operator.schema().isPresent()) {
      interpreter.issues().unsupported(operator.span(), "evaluate with an output schema");
      boolean star = operator.schema().get().stream().anyMatch(d -> d.name().text().equals("*"));
      List<Expression.Declaration> declared =
          operator.schema().get().stream().filter(d -> !d.name().text().equals("*")).toList();
      return Relation.of(Columns.of(declared, interpreter.issues()), List.of()).open(star);
    }
    return switch (name) {
      case "bag_unpack" -> bagUnpack(operator.plugin());
      case "pivot" -> pivot(operator.plugin());
      case "narrow" -> narrow();
      default -> {
        interpreter
            .issues()
            .unsupported(operator.plugin().function().span(), "The plugin `" + name + "`");
        yield runner.input().withRows(List.of()).open(true);
      }
    };
  }

  private Relation bagUnpack(Expression.Call call) {
    Relation input = runner.input();
    int size = call.arguments().size();
    if (size == 0
        || size > 2
        || !(call.arguments().get(0).value() instanceof Expression.Name column)) {
      interpreter.issues().unsupported(call.span(), "bag_unpack with these arguments");
      return input.open(true);
    }
    int index = input.indexOf(column.text());
    if (index < 0) {
      runner.binder().bind(column);
      return input.open(true);
    }
    String prefix =
        size == 2 && text(call.arguments().get(1)) != null
            ? String.valueOf(text(call.arguments().get(1)))
            : "";
    if (size == 2 && (!call.arguments().get(1).names().isEmpty() || prefix.isEmpty())) {
      interpreter.issues().unsupported(call.span(), "bag_unpack with these arguments");
    }
    return unpacked(input, index, prefix, call);
  }

  private @Nullable Object text(Expression.Assignment argument) {
    Bound bound = interpreter.values(new Environment(runner.environment())).bind(argument.value());
    return bound.constant() && bound.type() == ColumnType.STRING ? bound.value() : null;
  }

  private Relation unpacked(Relation input, int index, String prefix, Expression.Call call) {
    var types = new TreeMap<String, ColumnType>();
    for (@Nullable Object[] row : input.rows()) {
      if (row[index] instanceof Map<?, ?> bag) {
        for (Map.Entry<?, ?> entry : bag.entrySet()) {
          if (entry.getValue() != null) {
            types.merge(prefix + entry.getKey(), type(entry.getValue()), Plugins::common);
          } else {
            types.putIfAbsent(prefix + entry.getKey(), ColumnType.DYNAMIC);
          }
        }
      }
    }
    var columns = new ArrayList<Column>();
    for (int i = 0; i < input.columns().size(); i++) {
      if (i != index) {
        columns.add(input.columns().get(i));
      }
    }
    for (Map.Entry<String, ColumnType> entry : types.entrySet()) {
      if (columns.stream().anyMatch(c -> c.name().equals(entry.getKey()))) {
        interpreter.issues().unsupported(call.span(), "bag_unpack onto a column that exists");
      }
      columns.add(new Column(entry.getKey(), entry.getValue()));
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      @Nullable Object[] unpacked = new Object[columns.size()];
      int to = 0;
      for (int i = 0; i < row.length; i++) {
        if (i != index) {
          unpacked[to++] = row[i];
        }
      }
      Map<?, ?> bag = row[index] instanceof Map<?, ?> map ? map : Map.of();
      for (Map.Entry<String, ColumnType> entry : types.entrySet()) {
        unpacked[to++] =
            Values.convert(bag.get(entry.getKey().substring(prefix.length())), entry.getValue());
      }
      rows.add(unpacked);
      interpreter.budget().row();
    }
    return input.with(columns, rows).open(interpreter.isChecking());
  }

  private static ColumnType type(Object value) {
    return switch (Values.dynamicType(value)) {
      case "long" -> ColumnType.LONG;
      case "double" -> ColumnType.REAL;
      case "bool" -> ColumnType.BOOL;
      case "string" -> ColumnType.STRING;
      case "datetime" -> ColumnType.DATETIME;
      case "timespan" -> ColumnType.TIMESPAN;
      case "guid" -> ColumnType.GUID;
      default -> ColumnType.DYNAMIC;
    };
  }

  private static ColumnType common(ColumnType a, ColumnType b) {
    if (a == b) {
      return a;
    }
    boolean numbers =
        (a == ColumnType.LONG && b == ColumnType.REAL)
            || (a == ColumnType.REAL && b == ColumnType.LONG);
    return numbers ? ColumnType.REAL : ColumnType.DYNAMIC;
  }

  /** {@code pivot(column, aggregate, by…)}: a column for each value of a column. */
  private Relation pivot(Expression.Call call) {
    Relation input = runner.input();
    if (call.arguments().isEmpty()
        || !(call.arguments().get(0).value() instanceof Expression.Name pivoted)) {
      interpreter.issues().unsupported(call.span(), "pivot with these arguments");
      return input.open(true);
    }
    Expression.Name countName = new Expression.Name(call.function().span(), "count");
    Expression aggregate =
        call.arguments().size() > 1
            ? call.arguments().get(1).value()
            : new Expression.Call(call.span(), countName, List.of());
    var groups = new ArrayList<Expression.Assignment>();
    for (Expression.Assignment argument :
        call.arguments().subList(Math.min(2, call.arguments().size()), call.arguments().size())) {
      groups.add(argument);
    }
    if (call.arguments().size() <= 2) {
      for (Column column : input.columns()) {
        boolean read = column.name().equals(pivoted.text()) || mentions(aggregate, column.name());
        if (!read) {
          var name = new Expression.Name(call.span(), column.name());
          groups.add(new Expression.Assignment(call.span(), List.of(), name));
        }
      }
    }
    int width = groups.size();
    groups.add(
        new Expression.Assignment(
            pivoted.span(), List.of(new Expression.Name(pivoted.span(), " pivot")), pivoted));
    var value =
        new Expression.Assignment(
            call.span(), List.of(new Expression.Name(call.span(), " value")), aggregate);
    Relation summary =
        new Summary(interpreter, runner)
            .run(new Operator.Summarize(call.span(), List.of(), List.of(value), groups));
    return spread(summary, width);
  }

  private static boolean mentions(Expression aggregate, String column) {
    return aggregate instanceof Expression.Call call
        && call.arguments().stream()
            .anyMatch(a -> a.value() instanceof Expression.Name name && name.text().equals(column));
  }

  private Relation spread(Relation summary, int width) {
    var headings = new TreeSet<String>();
    summary.rows().forEach(row -> headings.add(Values.dynamicText(row[width])));
    List<String> order = List.copyOf(headings);
    var columns =
        new ArrayList<>(summary.columns().subList(0, Math.min(width, summary.columns().size())));
    ColumnType type =
        summary.columns().size() > width + 1
            ? summary.columns().get(width + 1).type()
            : ColumnType.DYNAMIC;
    order.forEach(heading -> columns.add(new Column(heading, type)));
    var rows = new java.util.LinkedHashMap<Object, @Nullable Object[]>();
    Object missing = type == ColumnType.LONG ? (Object) 0L : type == ColumnType.STRING ? "" : null;
    for (@Nullable Object[] row : summary.rows()) {
      @Nullable Object[] spread =
          rows.computeIfAbsent(
              Key.of(row, 0, width),
              key -> {
                @Nullable Object[] fresh = new Object[columns.size()];
                System.arraycopy(row, 0, fresh, 0, width);
                java.util.Arrays.fill(fresh, width, fresh.length, missing);
                return fresh;
              });
      spread[width + order.indexOf(Values.dynamicText(row[width]))] = row[width + 1];
    }
    return Relation.of(columns, new ArrayList<>(rows.values())).open(interpreter.isChecking());
  }

  private Relation narrow() {
    Relation input = runner.input();
    var rows = new ArrayList<@Nullable Object[]>();
    long number = 0;
    for (@Nullable Object[] row : input.rows()) {
      for (int i = 0; i < row.length; i++) {
        rows.add(new Object[] {number, input.columns().get(i).name(), Values.text(row[i])});
        interpreter.budget().row();
      }
      number++;
    }
    return Relation.of(
        List.of(
            new Column("Row", ColumnType.LONG),
            new Column("Column", ColumnType.STRING),
            new Column("Value", ColumnType.STRING)),
        rows);
  }
}
