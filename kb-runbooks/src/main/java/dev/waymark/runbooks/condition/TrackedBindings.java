package dev.waymark.runbooks.condition;

import dev.waymark.model.table.Table;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look of a condition at its bindings: hands out the values as they are asked for, and notes
 * which ones were, so that a verdict can be explained by what decided it.
 */
final class TrackedBindings {
  private final Bindings bindings;
  private final Table table;
  private final BitSet columns = new BitSet();
  private final BitSet columnsOfFirst = new BitSet();
  private final Map<String, Object> named = new LinkedHashMap<>();
  private int lastRow = -1;

  TrackedBindings(Bindings bindings) {
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

  Object rows() {
    return new Rows();
  }

  Object row() {
    return new Cells(0, true);
  }

  Object params() {
    return new Values(ConditionNames.PARAMS, bindings.params());
  }

  Object alert() {
    return new Values(ConditionNames.ALERT, bindings.alert());
  }

  Object remembered() {
    return new Values(ConditionNames.REMEMBERED, bindings.remembered());
  }

  /** When the action was carried out. */
  Object since() {
    Object value = bindings.remembered().get(ConditionNames.SINCE);
    if (value == null) {
      return new Failure("the action hasn't been carried out");
    }
    named.put(ConditionNames.SINCE, value);
    return CelValues.toCel(value);
  }

  /** A map that says why a value isn't in it; one that is missing isn't in it. */
  abstract static class Source extends AbstractMap<String, Object> {
    /** The value, or a {@link Failure}. */
    abstract Object read(String name);

    @Override
    public @Nullable Object get(Object key) {
      Object value = read(String.valueOf(key));
      return value instanceof Failure ? null : value;
    }

    @Override
    public boolean containsKey(Object key) {
      return get(key) != null;
    }
  }

  private final class Rows extends AbstractList<Object> implements RandomAccess {
    @Override
    public Object get(int index) {
      return new Cells(index, false);
    }

    @Override
    public int size() {
      return table.rows().size();
    }
  }

  private final class Cells extends Source {
    private final int index;
    private final boolean first;

    Cells(int index, boolean first) {
      this.index = index;
      this.first = first;
    }

    @Override
    Object read(String name) {
      int column = bindings.indexOf(name);
      if (index >= table.rows().size()) {
        return new Failure("there is no first row: the answer has no rows");
      }
      if (column < 0) {
        return new Failure("the answer has no column " + name);
      }
      if (first) {
        columnsOfFirst.set(column);
      } else {
        columns.set(column);
        lastRow = index;
      }
      Object value = table.rows().get(index).values().get(column);
      return value == null
          ? new Failure((first ? "row." : "rows[" + index + "].") + name + " is missing (null)")
          : CelValues.toCel(value);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> entries = new LinkedHashMap<>();
      table
          .columns()
          .forEach(
              column -> {
                Object value = get(column.name());
                if (value != null) {
                  entries.put(column.name(), value);
                }
              });
      return entries.entrySet();
    }
  }

  /** Parameters, remembered values, or what an alert says. */
  private final class Values extends Source {
    private final String of;
    private final Map<String, Object> values;

    Values(String of, Map<String, Object> values) {
      this.of = of;
      this.values = values;
    }

    @Override
    Object read(String name) {
      Object value = values.get(name);
      if (value == null) {
        return new Failure(of + "." + name + " has no value yet");
      }
      named.put(of + "." + name, value);
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
