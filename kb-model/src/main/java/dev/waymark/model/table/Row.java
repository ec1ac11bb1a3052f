package dev.waymark.model.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one row in the order of its table's columns; {@code null} where one is missing. */
public record Row(List<@Nullable Object> values) {
  private static final long BYTES_OF_VALUE = 40;

  public Row {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A row of the given values. */
  public static Row of(@Nullable Object... values) {
    return new Row(new ArrayList<>(java.util.Arrays.asList(values)));
  }

  /** About how much it takes up, in bytes. */
  public long bytes() {
    return bytes(values);
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return BYTES_OF_VALUE + text.length();
    }
    if (value instanceof Collection<?> elements) {
      long bytes = BYTES_OF_VALUE;
      for (Object element : elements) {
        bytes += bytes(element);
      }
      return bytes;
    }
    return value instanceof Map<?, ?> bag
        ? bytes(bag.keySet()) + bytes(bag.values())
        : BYTES_OF_VALUE;
  }
}
