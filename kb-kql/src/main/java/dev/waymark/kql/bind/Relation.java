package dev.waymark.kql.bind;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Run;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a plan: columns that are resolved, and the way to the rows under them, which is gone in
 * each run anew.
 */
public final class Relation {
  private final Header header;
  private final Source source;
  private final boolean ordered;
  private final boolean open;
  private final Optional<String> name;

  private Relation(
      Header header, Source source, boolean ordered, boolean open, Optional<String> name) {
    this.header = header;
    this.source = source;
    this.ordered = ordered;
    this.open = open;
    this.name = name;
  }

  /** The rows in a run. */
  @FunctionalInterface
  public interface Source {
    Source NONE = run -> List.of();

    List<Object[]> rows(Run run);
  }

  /** Columns with the places of their names, shared by all relations that have the same. */
  private static final class Header {
    /** Up to so many columns, looking through them is quicker than a map. */
    private static final int FEW = 12;

    private final List<Column> columns;

    /** The header whose columns are the first of these, in their places. */
    private final Optional<Header> first;

    private Map<String, Integer> places = Map.of();
    private int lookups;

    Header(List<Column> columns, Optional<Header> first) {
      this.columns = columns;
      this.first = first;
    }

    int indexOf(String column) {
      if (first.isPresent()) {
        int index = first.get().indexOf(column);
        return index >= 0 ? index : indexFrom(first.get().columns.size(), column);
      }
      if (columns.size() <= FEW || lookups < FEW) {
        lookups++;
        return indexFrom(0, column);
      }
      if (places.isEmpty()) {
        var all = new HashMap<String, Integer>();
        for (int i = 0; i < columns.size(); i++) {
          all.putIfAbsent(columns.get(i).name(), i);
        }
        places = all;
      }
      return places.getOrDefault(column, -1);
    }

    private int indexFrom(int start, String column) {
      for (int i = start; i < columns.size(); i++) {
        if (columns.get(i).name().equals(column)) {
          return i;
        }
      }
      return -1;
    }
  }

  public static Relation of(List<Column> columns, Source source) {
    return new Relation(
        new Header(columns, Optional.empty()), source, false, false, Optional.empty());
  }

  public List<Column> columns() {
    return header.columns;
  }

  public List<Object[]> rows(Run run) {
    return source.rows(run);
  }

  /** Whether the rows have an order that functions over rows may rely on. */
  public boolean ordered() {
    return ordered;
  }

  /** Whether there may be columns that nothing is known of. */
  public boolean open() {
    return open;
  }

  /** The table that the rows come from as they are. */
  public Optional<String> name() {
    return name;
  }

  public Relation with(List<Column> newColumns, Source newSource) {
    return new Relation(
        new Header(newColumns, Optional.empty()), newSource, ordered, open, Optional.empty());
  }

  /** The same columns, of whatever types now, with others behind them. */
  public Relation extended(List<Column> newColumns, Source newSource) {
    return new Relation(
        new Header(newColumns, Optional.of(header)), newSource, ordered, open, Optional.empty());
  }

  public Relation by(Source newSource) {
    return new Relation(header, newSource, ordered, open, name);
  }

  public Relation ordered(boolean newOrdered) {
    return new Relation(header, source, newOrdered, open, name);
  }

  public Relation open(boolean newOpen) {
    return new Relation(header, source, ordered, newOpen, name);
  }

  public Relation named(String newName) {
    return new Relation(header, source, ordered, open, Optional.of(newName));
  }

  /** A row without values. */
  public Object[] missing() {
    Object[] row = new Object[columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = columns().get(i).type() == ColumnType.STRING ? "" : NULL;
    }
    return row;
  }

  /** The index of a column, or -1. */
  public int indexOf(String column) {
    return header.indexOf(column);
  }
}
