package dev.waymark.kql.bind;

import dev.waymark.kql.function.Parameter;
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
import org.jspecify.annotations.Nullable;

/** {@code in}, {@code has_any} and {@code has_all}. */
final class MembershipBinder {
  private final ExpressionBinder binder;

  MembershipBinder(ExpressionBinder binder) {
    this.binder = binder;
  }

  Bound bind(Expression.Membership membership) {
    if (membership.left() instanceof Expression.Wildcard) {
      binder.context().issues().unsupported(membership.span(), "`*` with " + membership.operator());
      return Bound.unknownValue();
    }
    Bound left = binder.bind(membership.left());
    var items = new ArrayList<Bound>();
    for (Expression item : membership.items()) {
      items.addAll(items(item));
    }
    boolean negated = membership.operator().startsWith("!");
    String operator = negated ? membership.operator().substring(1) : membership.operator();
    if (left.unknown() || items.stream().anyMatch(Bound::unknown)) {
      return new Bound(ColumnType.BOOL, row -> null, false, false);
    }
    return operator.startsWith("has")
        ? has(left, items, operator.equals("has_all"), !negated)
        : in(membership, left, items, operator.endsWith("~"), !negated);
  }

  /** A value, the elements of an array, or the first column of a table. */
  private List<Bound> items(Expression item) {
    Subqueries subqueries = binder.context().subqueries();
    if (subqueries.isTable(item, binder.environment())) {
      Relation rows = subqueries.rows(item, binder.environment());
      if (rows.columns().isEmpty()) {
        return List.of(Bound.unknownValue());
      }
      ColumnType type = rows.columns().get(0).type();
      return rows.rows().stream().map(row -> Bound.constant(type, row[0])).toList();
    }
    Bound bound = binder.bind(item);
    if (bound.constant()
        && bound.type() == ColumnType.DYNAMIC
        && bound.value() instanceof List<?> list) {
      return list.stream().map(element -> Bound.constant(typeOf(element), element)).toList();
    }
    return List.of(bound);
  }

  private static ColumnType typeOf(@Nullable Object element) {
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

  private static Bound has(Bound left, List<Bound> items, boolean all, boolean wanted) {
    return Bound.of(
        ColumnType.BOOL,
        row -> {
          String text = Values.dynamicText(left.scalar().value(row));
          for (Bound item : items) {
            boolean found = hasItem(text, item.scalar().value(row));
            if (found != all) {
              return found == wanted;
            }
          }
          return all == wanted;
        });
  }

  private static boolean hasItem(String text, @Nullable Object item) {
    if (item instanceof List<?> list) {
      return list.stream().anyMatch(element -> hasItem(text, element));
    }
    return Terms.has(text, Values.dynamicText(item), false, true, true);
  }

  private Bound in(
      Expression.Membership membership,
      Bound left,
      List<Bound> items,
      boolean ignoresCase,
      boolean wanted) {
    ColumnType type = left.type();
    for (Bound item : items) {
      if (!fits(left.type(), item.type())) {
        return binder.error(
            QueryIssue.WRONG_TYPE,
            membership.span(),
            "A " + left.type().kustoName() + " is never a " + item.type().kustoName(),
            "Convert one of them");
      }
      if (Parameter.isNumber(type)) {
        type = Types.common(type, item.type()).orElse(type);
      }
    }
    ColumnType common = type;
    Scalar value = left.scalar();
    if (items.stream().allMatch(Bound::constant)) {
      Set<Object> keys = new HashSet<>();
      for (Bound item : items) {
        Object key = key(item.value(), common, ignoresCase);
        if (key != null) {
          keys.add(key);
        }
      }
      Scalar scalar =
          row -> {
            Object key = key(value.value(row), common, ignoresCase);
            return (key != null && keys.contains(key)) == wanted;
          };
      return new Bound(ColumnType.BOOL, scalar, left.constant(), false);
    }
    return Bound.of(
        ColumnType.BOOL,
        row -> {
          Object key = key(value.value(row), common, ignoresCase);
          boolean found = false;
          for (Bound item : items) {
            found |= key != null && isIn(key, item.scalar().value(row), common, ignoresCase);
          }
          return found == wanted;
        });
  }

  private static boolean isIn(
      Object key, @Nullable Object item, ColumnType type, boolean ignoresCase) {
    if (item instanceof List<?> list) {
      return list.stream().anyMatch(element -> key.equals(key(element, type, ignoresCase)));
    }
    return key.equals(key(item, type, ignoresCase));
  }

  private static boolean fits(ColumnType left, ColumnType item) {
    return Types.common(left, item).isPresent();
  }

  private static @Nullable Object key(
      @Nullable Object value, ColumnType type, boolean ignoresCase) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case INT, LONG ->
          value instanceof Number number ? Long.valueOf(number.longValue()) : Values.toLong(value);
      case REAL -> Values.toReal(value);
      case DECIMAL -> Values.key(Values.toDecimal(value));
      case STRING, DYNAMIC -> {
        String text = Values.dynamicText(value);
        yield ignoresCase ? text.toLowerCase(Locale.ROOT) : text;
      }
      case BOOL, DATETIME, TIMESPAN, GUID -> Values.convert(value, type);
    };
  }
}
