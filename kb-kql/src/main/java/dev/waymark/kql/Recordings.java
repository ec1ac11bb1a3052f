package dev.waymark.kql;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.eval.Tables;
import dev.waymark.kql.value.Values;
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

/** Tables with their rows, made ready when a query first names them, and then for all queries. */
public final class Recordings implements Tables {
  private final Map<String, Table> tables;
  private final Tables described;
  private final Map<String, List<Object[]>> ready = new ConcurrentHashMap<>();
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
    Optional<Table> table = table(name);
    if (table.isEmpty()) {
      Optional<Relation> columns = described.find(name);
      columns.ifPresent(relation -> empty.add(name));
      return columns;
    }
    return table.map(found -> Relation.of(found.columns(), run -> run.table(name)).named(name));
  }

  private Optional<Table> table(String name) {
    return Optional.ofNullable(
        tables.getOrDefault(name, tables.get(name.toLowerCase(Locale.ROOT))));
  }

  /** The rows of a table, which a plan reads. */
  List<Object[]> rows(String name) {
    List<Object[]> known = ready.get(name);
    if (known == null) {
      known = table(name).map(Recordings::rows).orElse(List.of());
      ready.put(name, known);
    }
    return known;
  }

  private static List<Object[]> rows(Table table) {
    var rows = new ArrayList<Object[]>(table.rows().size());
    List<Column> columns = table.columns();
    for (Row row : table.rows()) {
      Object[] values = row.values().toArray();
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null && columns.get(i).type() == ColumnType.STRING) {
          values[i] = "";
        } else {
          values[i] = Values.in(values[i]);
        }
      }
      rows.add(values);
    }
    return rows;
  }

  @Override
  public Collection<String> names() {
    var names = new TreeSet<>(tables.keySet());
    names.addAll(described.names());
    return names;
  }
}
