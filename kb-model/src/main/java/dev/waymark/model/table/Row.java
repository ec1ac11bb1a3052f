package dev.waymark.model.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row in the order of its table's columns; {@code null} where one is missing. */
public record Row(List<@Nullable Object> values) {
  public Row {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** A row of the given values. */
  public static Row of(@Nullable Object... values) {
    return new Row(new ArrayList<>(java.util.Arrays.asList(values)));
  }
}
