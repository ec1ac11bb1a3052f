package dev.waymark.runbooks.kql.bind;

import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows under columns, between two operators.
 *
 * @param ordered whether the rows have an order that functions over rows may rely on
 * @param open whether there may be columns that nothing is known of
 * @param name the table that the rows come from as they are
 */
public record Relation(
    List<Column> columns,
    List<@Nullable Object[]> rows,
    boolean ordered,
    boolean open,
    Optional<String> name) {
  public static Relation of(List<Column> columns, List<@Nullable Object[]> rows) {
    return new Relation(columns, rows, false, false, Optional.empty());
  }

  public Relation with(List<Column> newColumns, List<@Nullable Object[]> newRows) {
    return new Relation(newColumns, newRows, ordered, open, Optional.empty());
  }

  public Relation withRows(List<@Nullable Object[]> newRows) {
    return new Relation(columns, newRows, ordered, open, name);
  }

  public Relation ordered(boolean newOrdered) {
    return new Relation(columns, rows, newOrdered, open, name);
  }

  public Relation open(boolean newOpen) {
    return new Relation(columns, rows, ordered, newOpen, name);
  }

  public Relation named(String newName) {
    return new Relation(columns, rows, ordered, open, Optional.of(newName));
  }

  /** The index of a column, or -1. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
