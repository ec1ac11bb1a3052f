package dev.waymark.model.table;

import java.util.List;
import java.util.stream.IntStream;

/** Rows under typed columns. */
public record Table(List<Column> columns, List<Row> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.values().size() + " values under " + columns.size() + " columns");
      }
    }
  }

  /** About how much its rows take up, in bytes. */
  public long bytes() {
    return rows.stream().mapToLong(Row::bytes).sum();
  }

  /** The index of a column, or -1. */
  public int indexOf(String column) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(column))
        .findFirst()
        .orElse(-1);
  }
}
