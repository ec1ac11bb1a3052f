package dev.waymark.kql.value;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/**
 * The order in which {@code array_sort_asc} and {@code array_sort_desc} put elements of different
 * types: numbers and times, then text, then guids, then all else, in both of them (<a
 * href="https://learn.microsoft.com/kusto/query/array-sort-asc-function#returns">documentation</a>).
 */
public final class ArrayOrder {
  private ArrayOrder() {}

  /** The order of some values, none of them null; refused if it isn't documented. */
  public static Comparator<Object> of(Collection<? extends Object> values, boolean ascending) {
    refuseUndocumented(values);
    Comparator<Object> order =
        (x, y) -> Values.compare(Objects.requireNonNull(x), Objects.requireNonNull(y));
    Comparator<Object> kinds = Comparator.comparingInt(ArrayOrder::kind);
    return kinds.thenComparing(ascending ? order : order.reversed());
  }

  private static int kind(Object value) {
    if (value instanceof Number || value instanceof Instant || value instanceof Duration) {
      return 0;
    }
    return value instanceof String ? 1 : value instanceof UUID ? 2 : 3;
  }

  /** How numbers and times go together isn't documented, nor how all else is ordered. */
  private static void refuseUndocumented(Collection<? extends Object> values) {
    long others = values.stream().filter(value -> kind(value) == 3).distinct().count();
    long clocks =
        values.stream()
            .filter(value -> kind(value) == 0)
            .map(value -> value instanceof Number ? "number" : Values.dynamicType(value))
            .distinct()
            .count();
    boolean nan = values.stream().anyMatch(value -> value instanceof Double x && x.isNaN());
    if (others > 1 || clocks > 1 || nan) {
      throw Refusal.unsupported("the order of such values in an array");
    }
  }
}
