package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.ScalarFunction;
import dev.waymark.kql.function.ScalarFunctions;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code geo_polygon_lookup}: the rows of a table whose polygons the rows' places lie in. */
final class PolygonLookup {
  private static final int ARGUMENTS = 4;

  private final Interpreter interpreter;
  private final OperatorRunner runner;

  PolygonLookup(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Expression.Call call) {
    Relation input = runner.input();
    if (call.arguments().size() != ARGUMENTS
        || !(call.arguments().get(1).value() instanceof Expression.Name polygon)) {
      interpreter.issues().unsupported(call.span(), "A look-up with these arguments");
      return input.withRows(List.of()).open(true);
    }
    Relation table =
        interpreter.table(call.arguments().get(0).value(), new Environment(runner.environment()));
    Bound in = interpreter.binder(table, new Environment(null)).bind(polygon);
    Bound longitude = runner.binder().bind(call.arguments().get(2).value());
    Bound latitude = runner.binder().bind(call.arguments().get(3).value());
    if (in.unknown() || longitude.unknown() || latitude.unknown()) {
      return input.withRows(List.of()).open(true);
    }
    int key = table.indexOf(polygon.text());
    var names = new ColumnNames();
    var columns = new ArrayList<Column>();
    input.columns().forEach(c -> columns.add(new Column(names.free(c.name()), c.type())));
    for (int i = 0; i < table.columns().size(); i++) {
      if (i != key) {
        Column column = table.columns().get(i);
        columns.add(new Column(names.free(column.name()), column.type()));
      }
    }
    ScalarFunction contains = ScalarFunctions.named("geo_point_in_polygon").get(0);
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().rows(table.rows().size());
      Object x = longitude.scalar().value(row);
      Object y = latitude.scalar().value(row);
      boolean found = false;
      for (@Nullable Object[] other : table.rows()) {
        Object shape = in.scalar().value(other);
        if (!(x instanceof Double) || !(y instanceof Double) || shape == null) {
          throw Refusal.unsupported("looking up a place or a polygon that isn't there");
        }
        Object inside = contains.body().call(new Object[] {x, y, shape});
        if (Boolean.TRUE.equals(inside)) {
          if (found) {
            throw Refusal.unsupported("looking up a place in several polygons");
          }
          found = true;
          rows.add(joined(row, other, key));
          interpreter.budget().row(columns.size(), 0);
        }
      }
    }
    return Relation.of(columns, rows);
  }

  private static @Nullable Object[] joined(
      @Nullable Object[] left, @Nullable Object[] right, int without) {
    @Nullable Object[] row = Arrays.copyOf(left, left.length + right.length - 1);
    int at = left.length;
    for (int i = 0; i < right.length; i++) {
      if (i != without) {
        row[at++] = right[i];
      }
    }
    return row;
  }
}
