package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/** {@code evaluate}: the plugins that are known, {@code pivot} and {@code narrow} here. */
final class Plugins {
  private final Planner planner;
  private final OperatorPlanner outer;

  Plugins(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Evaluate operator) {
    String name = operator.plugin().function().text();
    if (operator.schema().isPresent() && !name.equals("bag_unpack")) {
      planner.issues().unsupported(operator.span(), "evaluate with an output schema");
      boolean star = operator.schema().get().stream().anyMatch(d -> d.name().text().equals("*"));
      List<Expression.Declaration> declared =
          operator.schema().get().stream().filter(d -> !d.name().text().equals("*")).toList();
      return Relation.of(Columns.of(declared, planner.issues()), Relation.Source.NONE).open(star);
    }
    return switch (name) {
      case "bag_unpack" -> new BagUnpacking(planner, outer).plan(operator);
      case "ipv4_lookup" -> new AddressLookup(planner, outer, false).plan(operator.plugin());
      case "ipv6_lookup" -> new AddressLookup(planner, outer, true).plan(operator.plugin());
      case "pivot" -> pivot(operator.plugin());
      case "narrow" -> narrow();
      default -> {
        planner
            .issues()
            .unsupported(operator.plugin().function().span(), "The plugin `" + name + "`");
        yield outer.input().by(Relation.Source.NONE).open(true);
      }
    };
  }

  /** {@code pivot(column, aggregate, by…)}: a column for each value of a column. */
  private Relation pivot(Expression.Call call) {
    Relation input = outer.input();
    if (call.arguments().isEmpty()
        || !(call.arguments().get(0).value() instanceof Expression.Name pivoted)) {
      planner.issues().unsupported(call.span(), "pivot with these arguments");
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
        new Summary(planner, outer)
            .plan(new Operator.Summarize(call.span(), List.of(), List.of(value), groups));
    return spread(summary, width);
  }

  private static boolean mentions(Expression aggregate, String column) {
    return aggregate instanceof Expression.Call call
        && call.arguments().stream()
            .anyMatch(a -> a.value() instanceof Expression.Name name && name.text().equals(column));
  }

  private Relation spread(Relation summary, int width) {
    return planner
        .rowsNow(summary)
        .map(rows -> spread(summary, rows, width))
        .orElseGet(
            () ->
                Relation.of(
                        summary.columns().subList(0, Math.min(width, summary.columns().size())),
                        Relation.Source.NONE)
                    .open(true));
  }

  private static Relation spread(Relation summary, List<Object[]> summarized, int width) {
    var headings = new TreeSet<String>();
    summarized.forEach(row -> headings.add(Values.dynamicText(row[width])));
    List<String> order = List.copyOf(headings);
    var columns =
        new ArrayList<>(summary.columns().subList(0, Math.min(width, summary.columns().size())));
    ColumnType type =
        summary.columns().size() > width + 1
            ? summary.columns().get(width + 1).type()
            : ColumnType.DYNAMIC;
    order.forEach(heading -> columns.add(new Column(heading, type)));
    Object missing = type == ColumnType.LONG ? (Object) 0L : type == ColumnType.STRING ? "" : NULL;
    var places = new java.util.HashMap<String, Integer>();
    order.forEach(heading -> places.put(heading, width + places.size()));
    return Relation.of(
        columns,
        run -> {
          var rows = new LinkedHashMap<Object, Object[]>();
          for (Object[] row : summarized) {
            Object[] spread =
                rows.computeIfAbsent(
                    Key.of(row, 0, width),
                    key -> {
                      run.meter().rows(columns.size());
                      run.meter().row(columns.size(), 0);
                      run.meter().group(width);
                      Object[] fresh = new Object[columns.size()];
                      System.arraycopy(row, 0, fresh, 0, width);
                      Arrays.fill(fresh, width, fresh.length, missing);
                      return fresh;
                    });
            spread[places.getOrDefault(Values.dynamicText(row[width]), width)] = row[width + 1];
          }
          return new ArrayList<>(rows.values());
        });
  }

  private Relation narrow() {
    Relation input = outer.input();
    return Relation.of(
        List.of(
            new Column("Row", ColumnType.LONG),
            new Column("Column", ColumnType.STRING),
            new Column("Value", ColumnType.STRING)),
        run -> {
          var rows = new ArrayList<Object[]>();
          long number = 0;
          for (Object[] row : input.rows(run)) {
            for (int i = 0; i < row.length; i++) {
              String text = Values.text(row[i]);
              rows.add(new Object[] {number, input.columns().get(i).name(), text});
              run.meter().row(3, 1);
              run.meter().made(text);
              run.meter().cell(text);
            }
            number++;
          }
          return rows;
        });
  }
}
