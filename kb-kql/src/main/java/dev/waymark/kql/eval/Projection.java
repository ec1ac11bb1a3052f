package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Meter;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code project}, {@code extend} and {@code print}: columns from expressions. */
final class Projection {
  private final Planner planner;
  private final OperatorPlanner outer;
  private final ExpressionBinder binder;

  Projection(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
    this.binder = outer.binder();
  }

  Relation project(List<Expression.Assignment> assignments) {
    var columns = new ArrayList<Column>();
    var scalars = new ArrayList<Scalar>();
    var names = new ColumnNames();
    boolean all = false;
    for (Expression.Assignment assignment : assignments) {
      if (assignment.value() instanceof Expression.Wildcard wildcard
          && assignment.names().isEmpty()) {
        all = true;
        var regex = Columns.pattern(wildcard.pattern());
        for (Column column : outer.input().columns()) {
          if (regex.matcher(column.name()).matches() && !names.isTaken(column.name())) {
            names.take(column.name());
            columns.add(column);
            scalars.add(binder.name(new Expression.Name(wildcard.span(), column.name())).scalar());
          }
        }
        continue;
      }
      if (SeveralResults.areIn(assignment)) {
        List<SeveralResults.Result> results = several().of(assignment);
        for (SeveralResults.Result result : results) {
          if (names.isTaken(result.column().name())) {
            outer.duplicate(new Expression.Name(assignment.span(), result.column().name()));
          }
          names.take(result.column().name());
          columns.add(result.column());
          scalars.add(result.scalar());
        }
        continue;
      }
      BoundExpression bound = binder.bind(assignment.value());
      columns.add(new Column(name(assignment, names), bound.type()));
      scalars.add(bound.scalar());
    }
    Relation input = outer.input();
    return compute(columns, scalars).open(all && input.open()).ordered(input.ordered());
  }

  private SeveralResults several() {
    return new SeveralResults(planner, binder);
  }

  private String name(Expression.Assignment assignment, ColumnNames names) {
    if (!assignment.names().isEmpty()) {
      Expression.Name name = assignment.names().get(0);
      planner.named(name);
      if (names.isTaken(name.text())) {
        outer.duplicate(name);
      }
      names.take(name.text());
      return name.text();
    }
    Optional<String> natural = ColumnNames.of(assignment.value());
    return natural.map(names::free).orElseGet(names::next);
  }

  Relation extend(List<Expression.Assignment> assignments) {
    Relation input = outer.input();
    var columns = new ArrayList<>(input.columns());
    var places = new ArrayList<Integer>();
    var scalars = new ArrayList<Scalar>();
    ColumnNames names = allNamed(assignments) ? new ColumnNames() : outer.names();
    for (Expression.Assignment assignment : assignments) {
      assignment.names().forEach(planner::named);
      if (SeveralResults.areIn(assignment)) {
        for (SeveralResults.Result result : several().of(assignment)) {
          places.add(place(result.column(), columns));
          scalars.add(result.scalar());
        }
        continue;
      }
      BoundExpression bound = binder.bind(assignment.value());
      places.add(place(new Column(extended(assignment, names), bound.type()), columns));
      scalars.add(bound.scalar());
    }
    int[] to = new int[places.size()];
    for (int i = 0; i < to.length; i++) {
      to[i] = places.get(i);
    }
    return compute(columns, scalars, to, true).open(input.open()).ordered(input.ordered());
  }

  private static boolean allNamed(List<Expression.Assignment> assignments) {
    for (Expression.Assignment assignment : assignments) {
      if (assignment.names().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Replaces the column of the same name, or adds one; where it stands. */
  private int place(Column column, List<Column> columns) {
    Relation input = outer.input();
    int index =
        columns.size() == input.columns().size()
            ? input.indexOf(column.name())
            : indexOf(columns, column.name());
    if (index >= 0) {
      columns.set(index, column);
      return index;
    }
    columns.add(column);
    return columns.size() - 1;
  }

  private static String extended(Expression.Assignment assignment, ColumnNames names) {
    if (!assignment.names().isEmpty()) {
      return assignment.names().get(0).text();
    }
    Optional<String> natural = ColumnNames.of(assignment.value());
    if (natural.isPresent() && assignment.value() instanceof Expression.Name) {
      return natural.get();
    }
    return natural.map(names::free).orElseGet(names::next);
  }

  private static int indexOf(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  Relation print(List<Expression.Assignment> assignments) {
    ExpressionBinder values = planner.values(outer.environment());
    if (assignments.size() == 1 && SeveralResults.isSort(assignments.get(0).value())) {
      List<SeveralResults.Result> results =
          new SeveralResults(planner, values).of(assignments.get(0));
      return printed(
          results.stream().map(SeveralResults.Result::column).toList(),
          results.stream().map(SeveralResults.Result::scalar).toList());
    }
    var columns = new ArrayList<Column>();
    var scalars = new ArrayList<Scalar>();
    var names = new ColumnNames();
    for (int i = 0; i < assignments.size(); i++) {
      Expression.Assignment assignment = assignments.get(i);
      if (SeveralResults.areIn(assignment)) {
        planner.issues().unsupported(assignment.span(), "Several columns of one expression");
      }
      BoundExpression bound = values.bind(assignment.value());
      String name = assignment.names().isEmpty() ? "print_" + i : assignment.names().get(0).text();
      if (names.isTaken(name)) {
        planner
            .issues()
            .add(
                QueryIssue.AMBIGUOUS_NAME,
                assignment.span(),
                "There is a column `" + name + "` already",
                "Give each column a name of its own.");
      }
      names.take(name);
      columns.add(new Column(name, bound.type()));
      scalars.add(bound.scalar());
    }
    return printed(columns, scalars);
  }

  private static Relation printed(List<Column> columns, List<Scalar> scalars) {
    return Relation.of(
        columns,
        run -> {
          var frame = Frame.of(run);
          return OperatorPlanner.row(
              scalars.stream().map(scalar -> scalar.value(Frame.NO_ROW, frame)).toArray());
        });
  }

  private Relation compute(List<Column> columns, List<Scalar> scalars) {
    int[] to = new int[scalars.size()];
    for (int i = 0; i < to.length; i++) {
      to[i] = i;
    }
    return compute(columns, scalars, to, false);
  }

  /** Computes rows, each over that of the input if it's extended. */
  private Relation compute(List<Column> columns, List<Scalar> list, int[] to, boolean extended) {
    Scalar[] scalars = list.toArray(new Scalar[0]);
    boolean[] text = new boolean[scalars.length];
    for (int i = 0; i < text.length; i++) {
      text[i] = columns.get(to[i]).type() == ColumnType.STRING;
    }
    int width = columns.size();
    Relation input = outer.input();
    boolean moves = binder.looksAround();
    Relation.Source source =
        run -> {
          List<Object[]> all = input.rows(run);
          var rows = new ArrayList<Object[]>(all.size());
          var frame = new Frame(run, all);
          Meter meter = run.meter();
          for (int r = 0; r < all.size(); r++) {
            if (moves) {
              frame.move(r);
            }
            Object[] from = all.get(r);
            Object[] row = extended ? Arrays.copyOf(from, width) : new Object[width];
            for (int i = 0; i < scalars.length; i++) {
              Object value = scalars[i].value(from, frame);
              row[to[i]] = value == NULL && text[i] ? "" : value;
              if (text[i]) {
                meter.cell(value);
              }
            }
            rows.add(row);
            meter.row(width, scalars.length);
          }
          return rows;
        };
    return extended ? input.extended(columns, source) : Relation.of(columns, source);
  }
}
