package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.NetworkFunctions;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code ipv4_lookup} and {@code ipv6_lookup}: the networks of a table that the rows' addresses lie
 * in. The latter's columns begin with the table's.
 */
final class AddressLookup {
  private final Interpreter interpreter;
  private final OperatorRunner runner;
  private final BiFunction<String, String, @Nullable Boolean> lies;
  private final boolean tableFirst;

  AddressLookup(Interpreter interpreter, OperatorRunner runner, boolean version6) {
    this.interpreter = interpreter;
    this.lies = version6 ? NetworkFunctions::isInVersion6 : NetworkFunctions::isIn;
    this.tableFirst = version6;
    this.runner = runner;
  }

  Relation run(Expression.Call call) {
    Relation input = runner.input();
    int count = call.arguments().size();
    if (count < 3
        || count > 4
        || !(call.arguments().get(1).value() instanceof Expression.Name address)
        || !(call.arguments().get(2).value() instanceof Expression.Name network)) {
      interpreter.issues().unsupported(call.span(), "A look-up with these arguments");
      return input.open(true);
    }
    Relation table =
        interpreter.table(call.arguments().get(0).value(), new Environment(runner.environment()));
    Bound of = runner.binder().bind(address);
    Bound in = interpreter.binder(table, new Environment(null)).bind(network);
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
      interpreter.issues().unsupported(call.span(), "Columns of the same name");
    }
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().rows(table.rows().size());
      String text = Values.dynamicText(of.scalar().value(row));
      List<@Nullable Object[]> found =
          table.rows().stream()
              .filter(
                  other ->
                      Boolean.TRUE.equals(
                          lies.apply(text, Values.dynamicText(in.scalar().value(other)))))
              .toList();
      if (found.size() > 1) {
        throw Refusal.unsupported("looking up an address in several networks");
      }
      if (!found.isEmpty() || keeps) {
        @Nullable Object[] other = found.isEmpty() ? missing(table) : found.get(0);
        rows.add(tableFirst ? joined(other, row) : joined(row, other));
        interpreter.budget().row(columns.size(), 0);
      }
    }
    return Relation.of(columns, rows);
  }

  private boolean keepsUnmatched(Expression.Assignment argument, Expression.Call call) {
    Bound bound = interpreter.values(new Environment(runner.environment())).bind(argument.value());
    boolean named =
        argument.names().isEmpty() || argument.names().get(0).text().equals("return_unmatched");
    if (!named || !bound.constant() || !(bound.value() instanceof Boolean)) {
      interpreter.issues().unsupported(call.span(), "A look-up with these arguments");
      return false;
    }
    return Boolean.TRUE.equals(bound.value());
  }

  private static @Nullable Object[] missing(Relation table) {
    @Nullable Object[] row = new Object[table.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = table.columns().get(i).type() == ColumnType.STRING ? "" : null;
    }
    return row;
  }

  private static @Nullable Object[] joined(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] row = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, row, left.length, right.length);
    return row;
  }
}
