package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.table.Table;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a condition may look at: an answer's rows, the run's parameters, remembered values. */
public final class Bindings {
  private final Table rows;
  private final Map<String, Object> params;
  private final Map<String, Object> remembered;
  private final Map<String, Integer> columns;

  /**
   * @param rows the answer
   * @param params the run's parameters by name, in the Java types that {@link
   *     dev.waymark.model.entry.ParameterType#columnType()} names
   * @param remembered what earlier steps remembered, by name
   */
  public Bindings(Table rows, Map<String, Object> params, Map<String, Object> remembered) {
    this.rows = requireNonNull(rows);
    this.params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    this.remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
    this.columns = new HashMap<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      columns.putIfAbsent(rows.columns().get(i).name(), i);
    }
  }

  public Table rows() {
    return rows;
  }

  public Map<String, Object> params() {
    return params;
  }

  public Map<String, Object> remembered() {
    return remembered;
  }

  /** The index of a column, or -1. */
  int indexOf(String column) {
    return columns.getOrDefault(column, -1);
  }
}
