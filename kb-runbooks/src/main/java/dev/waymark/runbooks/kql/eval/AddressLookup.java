package dev.waymark.runbooks.kql.eval;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.bind.Bound;
import dev.waymark.runbooks.kql.bind.ColumnNames;
import dev.waymark.runbooks.kql.bind.Environment;
import dev.waymark.runbooks.kql.bind.Relation;
import dev.waymark.runbooks.kql.function.NetworkFunctions;
import dev.waymark.runbooks.kql.syntax.Expression;
import dev.waymark.runbooks.kql.value.Refusal;
import dev.waymark.runbooks.kql.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ipv4_lookup}: the networks of a table that the rows' addresses lie in. */
final class AddressLookup {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  AddressLookup(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Expression.Call call) {
    Relation input = runner.input();
    int count = call.arguments().size();
    if (count < 3
        || count > 4
        || !(call.arguments().get(1).value() instanceof Expression.Name address)
        || !(call.arguments().get(2).value() instanceof Expression.Name network)) {
      interpreter.issues().unsupported(call.span(), "ipv4_lookup with these arguments");
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
    var columns = new ArrayList<>(input.columns());
    input.columns().forEach(column -> names.take(column.name()));
    for (Column column : table.columns()) {
      columns.add(new Column(names.free(column.name()), column.type()));
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
                          NetworkFunctions.isIn(
                              text, Values.dynamicText(in.scalar().value(other)))))
              .toList();
      if (found.size() > 1) {
        throw Refusal.unsupported("ipv4_lookup of an address in several networks");
      }
      if (!found.isEmpty() || keeps) {
        rows.add(joined(row, found.isEmpty() ? missing(table) : found.get(0)));
      }
    }
    return Relation.of(columns, rows);
  }

  private boolean keepsUnmatched(Expression.Assignment argument, Expression.Call call) {
    Bound bound = interpreter.values(new Environment(runner.environment())).bind(argument.value());
    boolean named =
        argument.names().isEmpty() || argument.names().get(0).text().equals("return_unmatched");
    if (!named || !bound.constant() || !(bound.value() instanceof Boolean)) {
      interpreter.issues().unsupported(call.span(), "ipv4_lookup with these arguments");
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
