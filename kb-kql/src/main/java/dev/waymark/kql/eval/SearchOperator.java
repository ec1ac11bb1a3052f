package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Terms;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** {@code search}: rows in which a text stands anywhere, or that fit a condition. */
final class SearchOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  SearchOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.Search operator) {
    boolean piped = !outer.input().columns().isEmpty() || outer.input().open();
    if (!piped || !operator.tables().isEmpty()) {
      return overViews(operator, piped);
    }
    boolean cased =
        OperatorPlanner.word(operator.options(), "kind").orElse("").equals("case_sensitive");
    Relation input = outer.input();
    Scalar condition = condition(operator.predicate(), cased);
    var columns = new ArrayList<Column>();
    columns.add(new Column("$table", ColumnType.STRING));
    columns.addAll(input.columns());
    String source = input.name().orElse("search_arg0");
    return input.with(
        columns,
        run -> {
          var frame = Frame.of(run);
          var rows = new ArrayList<Object[]>();
          for (Object[] row : input.rows(run)) {
            run.meter().row();
            if (Boolean.TRUE.equals(condition.value(row, frame))) {
              Object[] found = new Object[columns.size()];
              found[0] = source;
              System.arraycopy(row, 0, found, 1, row.length);
              rows.add(found);
              run.meter().row(found.length, 0);
            }
          }
          return rows;
        });
  }

  /**
   * Views that have the same columns are searched one by one; in which order Kusto puts different
   * columns isn't certain.
   */
  private Relation overViews(Operator.Search operator, boolean piped) {
    planner.dependOnNames();
    Environment environment = outer.environment();
    List<String> views =
        environment.names().stream().filter(n -> TableExpressions.isView(n, environment)).toList();
    boolean only = operator.tables().isEmpty() && planner.tables().names().isEmpty();
    if (piped || !only || views.isEmpty()) {
      planner.issues().unsupported(operator.span(), "search over several tables");
      return outer.input().open(true);
    }
    var all = new ArrayList<Relation>();
    for (String view : views) {
      var name = new Expression.Name(operator.span(), view);
      Relation input = planner.table(name, new Environment(environment)).named(view);
      Relation found =
          new SearchOperator(planner, new OperatorPlanner(planner, input, environment))
              .plan(operator);
      all.add(found);
      if (!found.columns().equals(all.get(0).columns())) {
        planner.issues().unsupported(operator.span(), "search over different columns");
      }
    }
    return Relation.of(
        all.get(0).columns(),
        run -> {
          var rows = new ArrayList<Object[]>();
          all.forEach(found -> rows.addAll(found.rows(run)));
          return rows;
        });
  }

  /** A condition in which a bare text asks for the text anywhere. */
  private Scalar condition(Expression predicate, boolean cased) {
    if (predicate instanceof Expression.Literal literal && literal.value() instanceof String term) {
      return (row, frame) -> anywhere(row, term, cased);
    }
    if (predicate instanceof Expression.Wildcard) {
      return (row, frame) -> true;
    }
    if (predicate instanceof Expression.Binary both
        && (both.operator().equals("and") || both.operator().equals("or"))) {
      Scalar left = condition(both.left(), cased);
      Scalar right = condition(both.right(), cased);
      boolean and = both.operator().equals("and");
      return (row, frame) -> {
        boolean first = Boolean.TRUE.equals(left.value(row, frame));
        return first == and ? Boolean.TRUE.equals(right.value(row, frame)) : first;
      };
    }
    if (predicate instanceof Expression.Call call
        && call.function().text().equals("not")
        && call.arguments().size() == 1) {
      Scalar inner = condition(call.arguments().get(0).value(), cased);
      return (row, frame) -> !Boolean.TRUE.equals(inner.value(row, frame));
    }
    BoundExpression bound =
        planner.binder(outer.input(), new Environment(outer.environment())).condition(predicate);
    return bound.scalar();
  }

  private boolean anywhere(Object[] row, String term, boolean cased) {
    boolean start = !term.startsWith("*");
    boolean end = !term.endsWith("*");
    String bare =
        term.substring(start ? 0 : 1, Math.max(start ? 0 : 1, term.length() - (end ? 0 : 1)));
    List<Column> columns = outer.input().columns();
    for (int i = 0; i < row.length; i++) {
      boolean searched = columns.get(i).type() != ColumnType.BOOL;
      if (searched && Terms.has(Values.text(row[i]), bare, cased, start, end)) {
        return true;
      }
    }
    return false;
  }
}
