package dev.waymark.kql;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.eval.Tables;
import dev.waymark.kql.value.Ticks;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tables with their rows, made ready when a query first names them, and then for all queries. */
public final class Recordings implements Tables {
  private final Map<String, Table> tables;
  private final Tables described;
  private final Map<String, Relation> ready = new ConcurrentHashMap<>();
  private final Set<String> empty = ConcurrentHashMap.newKeySet();

  public Recordings(Map<String, Table> tables) {
    this(tables, Schemas.NONE);
  }

  /**
   * Tables with their rows, and others that count as empty.
   *
   * @param described the columns of the others
   */
  public Recordings(Map<String, Table> tables, Schemas described) {
    this.tables = Map.copyOf(tables);
    this.described = described.tables();
  }

  /** The tables that a query has named so far and that are known by their columns alone. */
  public Set<String> empty() {
    return new TreeSet<>(empty);
  }

  @Override
  public Optional<Relation> find(String name) {
    Relation known = ready.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Table table = tables.getOrDefault(name, tables.get(name.toLowerCase(Locale.ROOT)));
    if (table == null) {
      Optional<Relation> columns = described.find(name);
      columns.ifPresent(relation -> empty.add(name));
      return columns;
    }
    Relation relation = relation(table).named(name);
    ready.put(name, relation);
    return Optional.of(relation);
  }

  private static Relation relation(Table table) {
    var rows = new ArrayList<@Nullable Object[]>(table.rows().size());
    List<Column> columns = table.columns();
    for (Row row : table.rows()) {
      @Nullable Object[] values = row.values().toArray();
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null && columns.get(i).type() == ColumnType.STRING) {
          values[i] = "";
        } else {
          values[i] = Ticks.cut(values[i]);
        }
      }
      rows.add(values);
    }
    return Relation.of(columns, rows);
  }

  @Override
  public Collection<String> names() {
    var names = new TreeSet<>(tables.keySet());
    names.addAll(described.names());
    return names;
  }
}
