package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.FunctionParameter;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.function.Types;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Terms;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code in}, {@code has_any} and {@code has_all}. */
final class MembershipBinder {
  private final ExpressionBinder binder;

  MembershipBinder(ExpressionBinder binder) {
    this.binder = binder;
  }

  BoundExpression bind(Expression.Membership membership) {
    if (membership.left() instanceof Expression.Wildcard) {
      binder.context().issues().unsupported(membership.span(), "`*` with " + membership.operator());
      return BoundExpression.unknownValue();
    }
    BoundExpression left = binder.bind(membership.left());
    var items = new ArrayList<BoundExpression>();
    for (Expression item : membership.items()) {
      items.addAll(items(item));
    }
    boolean negated = membership.operator().startsWith("!");
    String operator = negated ? membership.operator().substring(1) : membership.operator();
    if (left.unknown() || items.stream().anyMatch(BoundExpression::unknown)) {
      return BoundExpression.of(ColumnType.BOOL, (row, frame) -> NULL);
    }
    return operator.startsWith("has")
        ? has(left, items, operator.equals("has_all"), !negated)
        : in(membership, left, items, operator.endsWith("~"), !negated);
  }

  /** A value, the elements of an array, or the first column of a table. */
  private List<BoundExpression> items(Expression item) {
    Subqueries subqueries = binder.context().subqueries();
    if (subqueries.isTable(item, binder.environment())) {
      Relation rows = subqueries.rows(item, binder.environment());
      if (rows.columns().isEmpty()) {
        return List.of(BoundExpression.unknownValue());
      }
      return List.of(
          BoundExpression.of(
              rows.columns().get(0).type(),
              (row, frame) -> firsts(rows.rows(frame.run())),
              Phase.RUN));
    }
    BoundExpression bound = binder.bind(item);
    if (bound.phase() == Phase.BIND
        && bound.type() == ColumnType.DYNAMIC
        && binder.context().value(bound).orElse("") instanceof List<?> list) {
      return list.stream()
          .map(element -> BoundExpression.constant(typeOf(element), element))
          .toList();
    }
    return List.of(bound);
  }

  private static List<Object> firsts(List<Object[]> rows) {
    var values = new ArrayList<Object>(rows.size());
    rows.forEach(row -> values.add(row[0]));
    return values;
  }

  /** The items' values, those of arrays and tables one by one. */
  private static List<Object> values(List<BoundExpression> items, Object[] row, Frame frame) {
    var values = new ArrayList<Object>();
    for (BoundExpression item : items) {
      Object value = item.scalar().value(row, frame);
      if (value instanceof List<?> list) {
        values.addAll(list);
      } else {
        values.add(value);
      }
    }
    return values;
  }

  private static ColumnType typeOf(Object element) {
    return switch (Values.dynamicType(element)) {
      case "long" -> ColumnType.LONG;
      case "double" -> ColumnType.REAL;
      case "string" -> ColumnType.STRING;
      case "bool" -> ColumnType.BOOL;
      case "datetime" -> ColumnType.DATETIME;
      case "timespan" -> ColumnType.TIMESPAN;
      case "guid" -> ColumnType.GUID;
      default -> ColumnType.DYNAMIC;
    };
  }

  private BoundExpression has(
      BoundExpression left, List<BoundExpression> items, boolean all, boolean wanted) {
    Scalar values = onceARun(items, (row, frame) -> values(items, row, frame));
    return BoundExpression.of(
        ColumnType.BOOL,
        (row, frame) -> {
          String text = Values.dynamicText(left.scalar().value(row, frame));
          for (Object item : (List<?>) java.util.Objects.requireNonNull(values.value(row, frame))) {
            if (Terms.has(text, Values.dynamicText(item), false, true, true) != all) {
              return all != wanted;
            }
          }
          return all == wanted;
        });
  }

  /** Computed once a run where all items are the same for all rows. */
  private Scalar onceARun(List<BoundExpression> items, Scalar scalar) {
    if (!items.stream().allMatch(BoundExpression::constant)) {
      return scalar;
    }
    int slot = binder.context().slots().next();
    return (row, frame) -> frame.run().constant(slot, scalar, frame);
  }

  private BoundExpression in(
      Expression.Membership membership,
      BoundExpression left,
      List<BoundExpression> items,
      boolean ignoresCase,
      boolean wanted) {
    ColumnType type = left.type();
    for (BoundExpression item : items) {
      if (!fits(left.type(), item.type())) {
        return binder.error(
            QueryIssue.WRONG_TYPE,
            membership.span(),
            "A " + left.type().kustoName() + " is never a " + item.type().kustoName(),
            "Convert one of them.");
      }
      if (FunctionParameter.isNumber(type)) {
        type = Types.common(type, item.type()).orElse(type);
      }
    }
    ColumnType common = type;
    Scalar value = left.scalar();
    Scalar keys = onceARun(items, (row, frame) -> keys(items, common, ignoresCase, row, frame));
    Scalar scalar =
        (row, frame) -> {
          Object key = key(value.value(row, frame), common, ignoresCase);
          return (key != NULL
                  && ((Set<?>) java.util.Objects.requireNonNull(keys.value(row, frame)))
                      .contains(key))
              == wanted;
        };
    Phase phase = items.stream().map(BoundExpression::phase).reduce(left.phase(), Phase::and);
    return BoundExpression.of(ColumnType.BOOL, scalar, phase);
  }

  private static Set<Object> keys(
      List<BoundExpression> items,
      ColumnType type,
      boolean ignoresCase,
      Object[] row,
      Frame frame) {
    var keys = new HashSet<Object>();
    for (Object item : values(items, row, frame)) {
      Object key = key(item, type, ignoresCase);
      if (key != NULL) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static boolean fits(ColumnType left, ColumnType item) {
    return Types.common(left, item).isPresent();
  }

  private static Object key(Object value, ColumnType type, boolean ignoresCase) {
    if (value == NULL) {
      return NULL;
    }
    return switch (type) {
      case INT, LONG ->
          value instanceof Number number
              ? (Object) number.longValue()
              : Values.convert(value, ColumnType.LONG);
      case DECIMAL -> Values.key(Values.convert(value, type));
      case STRING, DYNAMIC -> {
        String text = Values.dynamicText(value);
        yield ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
      }
      case REAL, BOOL, DATETIME, TIMESPAN, GUID -> Values.convert(value, type);
    };
  }
}
