package dev.waymark.kql.eval;

import dev.waymark.kql.value.Values;
import java.util.Arrays;

/** What tells groups of rows apart; one value is its own key. */
final class Key {
  private final Object[] values;
  private final int hash;

  private Key(Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  static Object of(Object[] row, int from, int to) {
    if (to - from == 1) {
      return Values.key(row[from]);
    }
    Object[] values = new Object[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = Values.key(row[i]);
    }
    return new Key(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && hash == key.hash && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
