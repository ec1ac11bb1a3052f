package dev.waymark.model.table;

import static java.util.Objects.requireNonNull;

/** A column's name, which is case-sensitive, and type. */
public record Column(String name, ColumnType type) {
  public Column {
    requireNonNull(name);
    requireNonNull(type);
  }
}
