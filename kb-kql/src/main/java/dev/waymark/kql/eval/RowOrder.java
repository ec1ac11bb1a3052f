package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Order of rows; equal ones keep theirs. */
final class RowOrder {
  private final Planner planner;
  private final OperatorPlanner outer;

  RowOrder(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  private static final class Sortable {
    private final Object[] row;
    private final Object[] keys;

    Sortable(Object[] row, Object[] keys) {
      this.row = row;
      this.keys = keys;
    }
  }

  Relation sort(List<Operator.Order> orders) {
    Relation input = outer.input();
    ExpressionBinder binder = outer.binder();
    var keys = new ArrayList<Scalar>();
    for (Operator.Order order : orders) {
      BoundExpression bound = binder.bind(order.value());
      if (bound.type() == ColumnType.DYNAMIC && !bound.unknown()) {
        planner.issues().unsupported(order.value().span(), "Sorting by a dynamic");
      }
      keys.add(bound.scalar());
    }
    return input.by(run -> sorted(input.rows(run), keys, orders, run)).ordered(true);
  }

  private static List<Object[]> sorted(
      List<Object[]> all, List<Scalar> keys, List<Operator.Order> orders, Run run) {
    var frame = new Frame(run, all);
    var sortable = new ArrayList<Sortable>(all.size());
    for (Object[] row : all) {
      Object[] values = new Object[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).value(row, frame);
      }
      sortable.add(new Sortable(row, values));
      run.meter().row(values.length, values.length + 1);
    }
    sortable.sort(comparator(orders));
    var rows = new ArrayList<Object[]>(sortable.size());
    sortable.forEach(s -> rows.add(s.row));
    return rows;
  }

  private static Comparator<Sortable> comparator(List<Operator.Order> orders) {
    return (left, right) -> {
      for (int i = 0; i < orders.size(); i++) {
        int order = compare(left.keys[i], right.keys[i], orders.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static int compare(Object a, Object b, Operator.Order order) {
    int left = gap(a);
    int right = gap(b);
    if (left > 0 || right > 0) {
      boolean nullsFirst = order.nullsFirst().orElse(order.ascending());
      return nullsFirst ? right - left : left - right;
    }
    int compared = Values.compare(a, b);
    return order.ascending() ? compared : -compared;
  }

  /** How far a value lies from those in an order: null at the very end, NaN just before it. */
  private static int gap(Object value) {
    return value == NULL ? 2 : value instanceof Double number && number.isNaN() ? 1 : 0;
  }
}
