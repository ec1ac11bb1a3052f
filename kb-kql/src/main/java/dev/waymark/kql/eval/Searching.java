package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Terms;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code search}: rows in which a text stands anywhere, or that fit a condition. */
final class Searching {
  private final Interpreter interpreter;
  private final OperatorRunner runner;

  Searching(Interpreter interpreter, OperatorRunner runner) {
    this.interpreter = interpreter;
    this.runner = runner;
  }

  Relation run(Operator.Search operator) {
    boolean piped = !runner.input().columns().isEmpty() || runner.input().open();
    if (!piped || !operator.tables().isEmpty()) {
      return overViews(operator, piped);
    }
    boolean cased =
        OperatorRunner.word(operator.options(), "kind").orElse("").equals("case_sensitive");
    Relation input = runner.input();
    Scalar condition = condition(operator.predicate(), cased);
    var columns = new ArrayList<Column>();
    columns.add(new Column("$table", ColumnType.STRING));
    columns.addAll(input.columns());
    var rows = new ArrayList<@Nullable Object[]>();
    String source = input.name().orElse("search_arg0");
    for (@Nullable Object[] row : input.rows()) {
      interpreter.budget().row();
      if (Boolean.TRUE.equals(condition.value(row))) {
        @Nullable Object[] found = new Object[columns.size()];
        found[0] = source;
        System.arraycopy(row, 0, found, 1, row.length);
        rows.add(found);
        interpreter.budget().row(found.length, 0);
      }
    }
    return input.with(columns, rows);
  }

  /**
   * Views that have the same columns are searched one by one; in which order Kusto puts different
   * columns isn't certain.
   */
  private Relation overViews(Operator.Search operator, boolean piped) {
    Environment environment = runner.environment();
    List<String> views =
        environment.names().stream().filter(n -> Interpreter.isView(n, environment)).toList();
    boolean only = operator.tables().isEmpty() && interpreter.tables().names().isEmpty();
    if (piped || !only || views.isEmpty()) {
      interpreter.issues().unsupported(operator.span(), "search over several tables");
      return runner.input().open(true);
    }
    var rows = new ArrayList<@Nullable Object[]>();
    Relation first = null;
    for (String view : views) {
      var name = new Expression.Name(operator.span(), view);
      Relation input = interpreter.table(name, new Environment(environment)).named(view);
      Relation found =
          new Searching(interpreter, new OperatorRunner(interpreter, input, environment))
              .run(operator);
      first = first == null ? found : first;
      if (!found.columns().equals(first.columns())) {
        interpreter.issues().unsupported(operator.span(), "search over different columns");
      }
      rows.addAll(found.rows());
    }
    return first == null ? runner.input() : Relation.of(first.columns(), rows);
  }

  /** A condition in which a bare text asks for the text anywhere. */
  private Scalar condition(Expression predicate, boolean cased) {
    if (predicate instanceof Expression.Literal literal && literal.value() instanceof String term) {
      return row -> anywhere(row, term, cased);
    }
    if (predicate instanceof Expression.Wildcard) {
      return row -> true;
    }
    if (predicate instanceof Expression.Binary both
        && (both.operator().equals("and") || both.operator().equals("or"))) {
      Scalar left = condition(both.left(), cased);
      Scalar right = condition(both.right(), cased);
      boolean and = both.operator().equals("and");
      return row -> {
        boolean first = Boolean.TRUE.equals(left.value(row));
        return first == and ? Boolean.TRUE.equals(right.value(row)) : first;
      };
    }
    if (predicate instanceof Expression.Call call
        && call.function().text().equals("not")
        && call.arguments().size() == 1) {
      Scalar inner = condition(call.arguments().get(0).value(), cased);
      return row -> !Boolean.TRUE.equals(inner.value(row));
    }
    Bound bound =
        interpreter
            .binder(runner.input(), new Environment(runner.environment()))
            .condition(predicate);
    return bound.scalar();
  }

  private boolean anywhere(@Nullable Object[] row, String term, boolean cased) {
    boolean start = !term.startsWith("*");
    boolean end = !term.endsWith("*");
    String bare =
        term.substring(start ? 0 : 1, Math.max(start ? 0 : 1, term.length() - (end ? 0 : 1)));
    List<Column> columns = runner.input().columns();
    for (int i = 0; i < row.length; i++) {
      boolean searched = columns.get(i).type() != ColumnType.BOOL;
      if (searched && Terms.has(Values.text(row[i]), bare, cased, start, end)) {
        return true;
      }
    }
    return false;
  }
}
