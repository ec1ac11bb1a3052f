package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.bind.BoundExpression;
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
import java.util.PriorityQueue;

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

  /** What rows are sorted by, and which value comes first. */
  private record SortKey(Scalar scalar, Comparator<Object> order) {}

  Relation sort(List<Operator.Order> orders) {
    Relation input = outer.input();
    List<SortKey> keys = orders.stream().map(this::key).toList();
    return input.by(run -> sorted(input.rows(run), keys, run)).ordered(true);
  }

  /** The first rows in an order; no more than those are held on the way. */
  Relation top(Scalar count, Operator.Order order) {
    Relation input = outer.input();
    SortKey key = key(order);
    return input
        .by(run -> first(OperatorPlanner.count(count, run), input.rows(run), key, run))
        .ordered(true);
  }

  private SortKey key(Operator.Order order) {
    BoundExpression bound = outer.binder().bind(order.value());
    if (bound.type() == ColumnType.DYNAMIC && !bound.unknown()) {
      planner.issues().unsupported(order.value().span(), "Sorting by a dynamic");
    }
    return new SortKey(bound.scalar(), comparator(bound.type(), order));
  }

  private static List<Object[]> sorted(List<Object[]> all, List<SortKey> keys, Run run) {
    var frame = new Frame(run, all);
    var sortable = new ArrayList<Sortable>(all.size());
    for (Object[] row : all) {
      Object[] values = new Object[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).scalar().value(row, frame);
      }
      sortable.add(new Sortable(row, values));
      run.meter().row(values.length, values.length + 1);
    }
    sortable.sort(comparator(keys));
    var rows = new ArrayList<Object[]>(sortable.size());
    sortable.forEach(s -> rows.add(s.row));
    return rows;
  }

  private static List<Object[]> first(long count, List<Object[]> all, SortKey key, Run run) {
    record Place(Object value, int index) {}
    var frame = new Frame(run, all);
    Comparator<Place> order =
        Comparator.comparing(Place::value, key.order()).thenComparingInt(Place::index);
    var lastFirst = new PriorityQueue<Place>(order.reversed());
    for (int i = 0; i < all.size(); i++) {
      Object value = key.scalar().value(all.get(i), frame);
      if (lastFirst.size() < count) {
        lastFirst.add(new Place(value, i));
        run.meter().row(1, 2);
      } else {
        if (count > 0 && key.order().compare(value, lastFirst.element().value()) < 0) {
          lastFirst.remove();
          lastFirst.add(new Place(value, i));
        }
        run.meter().row();
      }
    }
    var rows = new ArrayList<Object[]>(lastFirst.size());
    lastFirst.stream().sorted(order).forEach(place -> rows.add(all.get(place.index())));
    return rows;
  }

  private static Comparator<Sortable> comparator(List<SortKey> keys) {
    return (left, right) -> {
      for (int i = 0; i < left.keys.length; i++) {
        int order = keys.get(i).order().compare(left.keys[i], right.keys[i]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static Comparator<Object> comparator(ColumnType type, Operator.Order order) {
    Comparator<Object> values = Values.order(type);
    boolean nullsFirst = order.nullsFirst().orElse(order.ascending());
    return (a, b) -> {
      int left = gap(a);
      int right = gap(b);
      if (left > 0 || right > 0) {
        return nullsFirst ? right - left : left - right;
      }
      int compared = values.compare(a, b);
      return order.ascending() ? compared : -compared;
    };
  }

  /** How far a value lies from those in an order: null at the very end, NaN just before it. */
  private static int gap(Object value) {
    return value == NULL ? 2 : value instanceof Double number && number.isNaN() ? 1 : 0;
  }
}
