package dev.waymark.runbooks.condition;

import dev.cel.runtime.CelVariableResolver;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look of a condition at its bindings: hands CEL the values as it asks for them, and notes
 * which ones it asked for, so that a verdict can be explained by what decided it.
 */
final class Sighting implements CelVariableResolver {
  private final Bindings bindings;
  private final Table table;
  private final BitSet columns = new BitSet();
  private final BitSet columnsOfFirst = new BitSet();
  private final Map<String, Object> named = new LinkedHashMap<>();
  private int lastRow = -1;
  private @Nullable String missing;

  Sighting(Bindings bindings) {
    this.bindings = bindings;
    this.table = bindings.rows();
  }

  Table table() {
    return table;
  }

  /** Columns read through {@code rows}. */
  BitSet columns() {
    return columns;
  }

  /** Columns read through {@code row}. */
  BitSet columnsOfFirst() {
    return columnsOfFirst;
  }

  /** Parameters and remembered values that were read, as the condition names them. */
  Map<String, Object> named() {
    return named;
  }

  /** The index of the row that was read last through {@code rows}, or -1. */
  int lastRow() {
    return lastRow;
  }

  /** Why the last value that wasn't there wasn't. */
  Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  @Override
  public Optional<Object> find(String name) {
    return switch (name) {
      case Names.ROWS -> Optional.of(new Rows());
      case Names.ROW -> Optional.of(new Cells(0, true));
      case Names.PARAMS -> Optional.of(new Values(Names.PARAMS, bindings.params()));
      case Names.REMEMBERED -> Optional.of(new Values(Names.REMEMBERED, bindings.remembered()));
      default -> Optional.empty();
    };
  }

  private final class Rows extends AbstractList<Object> {
    @Override
    public Object get(int index) {
      return new Cells(index, false);
    }

    @Override
    public int size() {
      return table.rows().size();
    }
  }

  /** A row as a map; a cell without a value isn't in it. */
  private final class Cells extends AbstractMap<String, Object> {
    private final int index;
    private final boolean first;

    Cells(int index, boolean first) {
      this.index = index;
      this.first = first;
    }

    @Override
    public boolean containsKey(Object key) {
      return get(key) != null;
    }

    @Override
    public @Nullable Object get(Object key) {
      int column = bindings.indexOf(String.valueOf(key));
      if (index >= table.rows().size()) {
        missing = "there is no first row: the answer has no rows";
        return null;
      }
      if (column < 0) {
        missing = "the answer has no column " + key;
        return null;
      }
      if (first) {
        columnsOfFirst.set(column);
      } else {
        columns.set(column);
        lastRow = index;
      }
      Row row = table.rows().get(index);
      Object value = row.values().get(column);
      if (value == null) {
        missing = (first ? "row." : "rows[" + index + "].") + key + " is missing (null)";
        return null;
      }
      return CelValues.toCel(value);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> entries = new LinkedHashMap<>();
      if (index < table.rows().size()) {
        for (var column : table.columns()) {
          Object value = get(column.name());
          if (value != null) {
            entries.put(column.name(), value);
          }
        }
      }
      return entries.entrySet();
    }
  }

  /** Parameters or remembered values. */
  private final class Values extends AbstractMap<String, Object> {
    private final String of;
    private final Map<String, Object> values;

    Values(String of, Map<String, Object> values) {
      this.of = of;
      this.values = values;
    }

    @Override
    public boolean containsKey(Object key) {
      if (values.get(key) == null) {
        missing = of + "." + key + " has no value yet";
        return false;
      }
      return true;
    }

    @Override
    public @Nullable Object get(Object key) {
      Object value = values.get(key);
      if (value == null) {
        missing = of + "." + key + " has no value yet";
        return null;
      }
      named.put(of + "." + key, value);
      return CelValues.toCel(value);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> entries = new LinkedHashMap<>();
      values.forEach((name, value) -> entries.put(name, CelValues.toCel(value)));
      return entries.entrySet();
    }
  }
}
