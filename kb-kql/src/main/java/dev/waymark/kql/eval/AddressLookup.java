package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.NetworkFunctions;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * {@code ipv4_lookup} and {@code ipv6_lookup}: the networks of a table that the rows' addresses lie
 * in. The latter's columns begin with the table's.
 */
final class AddressLookup {
  private final Planner planner;
  private final OperatorPlanner outer;
  private final BiFunction<String, String, Object> lies;
  private final boolean tableFirst;

  AddressLookup(Planner planner, OperatorPlanner outer, boolean version6) {
    this.planner = planner;
    this.lies = version6 ? NetworkFunctions::isInVersion6 : NetworkFunctions::isIn;
    this.tableFirst = version6;
    this.outer = outer;
  }

  Relation plan(Expression.Call call) {
    Relation input = outer.input();
    int count = call.arguments().size();
    if (count < 3
        || count > 4
        || !(call.arguments().get(1).value() instanceof Expression.Name address)
        || !(call.arguments().get(2).value() instanceof Expression.Name network)
        || (count == 4 && isColumn(call.arguments().get(3).value(), input))) {
      planner.issues().unsupported(call.span(), "A look-up with these arguments");
      return input.open(true);
    }
    Relation table =
        planner.table(call.arguments().get(0).value(), new Environment(outer.environment()));
    BoundExpression of = outer.binder().bind(address);
    BoundExpression in = planner.binder(table, Environment.root()).bind(network);
    boolean keeps = count == 4 && keepsUnmatched(call.arguments().get(3), call);
    if (of.unknown() || in.unknown()) {
      return input.open(true);
    }
    var names = new ColumnNames();
    var columns = new ArrayList<Column>();
    for (Relation part : tableFirst ? List.of(table, input) : List.of(input, table)) {
      for (Column column : part.columns()) {
        columns.add(new Column(names.free(column.name()), column.type()));
      }
    }
    if (tableFirst
        && columns.stream()
            .anyMatch(c -> table.indexOf(c.name()) < 0 && input.indexOf(c.name()) < 0)) {
      planner.issues().unsupported(call.span(), "Columns of the same name");
    }
    return Relation.of(
        columns,
        run -> {
          var frame = Frame.of(run);
          List<Object[]> networks = table.rows(run);
          var rows = new ArrayList<Object[]>();
          for (Object[] row : input.rows(run)) {
            run.meter().rows(networks.size());
            String text = Values.dynamicText(of.scalar().value(row, frame));
            List<Object[]> found =
                networks.stream()
                    .filter(
                        other ->
                            Boolean.TRUE.equals(
                                lies.apply(
                                    text, Values.dynamicText(in.scalar().value(other, frame)))))
                    .toList();
            if (found.size() > 1) {
              throw Refusal.unsupported("looking up an address in several networks");
            }
            if (!found.isEmpty() || keeps) {
              Object[] other = found.isEmpty() ? table.missing() : found.get(0);
              rows.add(tableFirst ? joined(other, row) : joined(row, other));
              run.meter().row(columns.size(), 0);
            }
          }
          return rows;
        });
  }

  /** Whether it's a further key of the look-up. */
  private static boolean isColumn(Expression value, Relation input) {
    return value instanceof Expression.Name name && input.indexOf(name.text()) >= 0;
  }

  private boolean keepsUnmatched(Expression.Assignment argument, Expression.Call call) {
    BoundExpression bound =
        planner.values(new Environment(outer.environment())).bind(argument.value());
    boolean named =
        argument.names().isEmpty() || argument.names().get(0).text().equals("return_unmatched");
    Object keeps = planner.context().value(bound).orElse("");
    if (!named || !(keeps instanceof Boolean)) {
      planner.issues().unsupported(call.span(), "A look-up with these arguments");
    }
    return named && Boolean.TRUE.equals(keeps);
  }

  private static Object[] joined(Object[] left, Object[] right) {
    Object[] row = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, row, left.length, right.length);
    return row;
  }
}
