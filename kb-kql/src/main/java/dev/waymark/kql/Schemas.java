package dev.waymark.kql;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.eval.Tables;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of the tables that queries may name. */
public final class Schemas {
  /** Stands for columns that aren't known, as diagnostics bring them along. */
  public static final Column ANY = new Column("*", ColumnType.DYNAMIC);

  /** Knows no table, so that the columns of all of them are taken as they come. */
  public static final Schemas NONE = new Schemas(Map.of());

  private final Map<String, List<Column>> tables;
  private final Tables described = new Described();

  public Schemas(Map<String, List<Column>> tables) {
    var copy = new TreeMap<String, List<Column>>();
    tables.forEach((name, columns) -> copy.put(name, List.copyOf(columns)));
    this.tables = copy;
  }

  /** These, and those tables of others that these don't describe. */
  public Schemas or(Schemas others) {
    var both = new TreeMap<>(others.tables);
    both.putAll(tables);
    return new Schemas(both);
  }

  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /**
   * The columns of a table. Names are case-sensitive but for those that are wholly in lower case,
   * which are Resource Graph's.
   */
  public Optional<List<Column>> find(String table) {
    List<Column> exact = tables.get(table);
    if (exact != null) {
      return Optional.of(exact);
    }
    String lower = table.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(tables.get(lower));
  }

  public Collection<String> names() {
    return tables.keySet();
  }

  /** The tables without rows, to check queries over. */
  Tables tables() {
    return described;
  }

  private final class Described implements Tables {
    private final Map<String, Relation> relations = new ConcurrentHashMap<>();

    @Override
    public Optional<Relation> find(String name) {
      Relation known = relations.get(name);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<Relation> found = Schemas.this.find(name).map(columns -> relation(name, columns));
      found.ifPresent(relation -> relations.put(name, relation));
      return found;
    }

    private static Relation relation(String name, List<Column> columns) {
      List<Column> known = columns.stream().filter(column -> !column.equals(ANY)).toList();
      return Relation.of(known, run -> run.table(name))
          .open(known.size() < columns.size())
          .named(name);
    }

    @Override
    public Collection<String> names() {
      return tables.keySet();
    }
  }
}
