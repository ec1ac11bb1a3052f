package dev.waymark.kql.function;

import java.util.Arrays;
import java.util.Comparator;

/** Finds the value at a place of an order without sorting all values (quickselect). */
final class Selection {
  private Selection() {}

  /** The value that sorting would put at an index. The values change their places. */
  static Object at(int index, Object[] values, Comparator<Object> order) {
    int from = 0;
    int to = values.length - 1;
    // Values may lie so that each round leaves out few; then the rest is sorted.
    int rounds = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(values.length));
    while (from < to && rounds-- > 0) {
      Object pivot = middle(values[from], values[(from + to) >>> 1], values[to], order);
      int left = from;
      int right = to;
      while (left <= right) {
        while (order.compare(values[left], pivot) < 0) {
          left++;
        }
        while (order.compare(values[right], pivot) > 0) {
          right--;
        }
        if (left <= right) {
          Object moved = values[left];
          values[left++] = values[right];
          values[right--] = moved;
        }
      }
      if (index <= right) {
        to = right;
      } else if (index >= left) {
        from = left;
      } else {
        return values[index];
      }
    }
    Arrays.sort(values, from, to + 1, order);
    return values[index];
  }

  private static Object middle(Object a, Object b, Object c, Comparator<Object> order) {
    Object smaller = order.compare(a, b) <= 0 ? a : b;
    Object larger = smaller == a ? b : a;
    if (order.compare(c, smaller) <= 0) {
      return smaller;
    }
    return order.compare(c, larger) <= 0 ? c : larger;
  }
}
