package dev.waymark.runbooks.condition;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a condition may name, and the types of that.
 *
 * @param columns of the answer; absent if they aren't known, so that any name of any type goes
 * @param params parameters by name
 * @param remembered remembered values by name; {@link ColumnType#DYNAMIC} where the type isn't
 *     known
 * @param verifies whether it's about an action, so that {@code since} is when it was carried out
 */
public record Scope(
    Optional<List<Column>> columns,
    Map<String, ParameterType> params,
    Map<String, ColumnType> remembered,
    boolean verifies) {
  public Scope {
    columns = columns.map(List::copyOf);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
  }

  /** Of what isn't about an action. */
  public Scope(
      Optional<List<Column>> columns,
      Map<String, ParameterType> params,
      Map<String, ColumnType> remembered) {
    this(columns, params, remembered, false);
  }

  /** The same, without what isn't named. */
  Scope only(Set<String> columnNames, Set<String> paramNames, Set<String> rememberedNames) {
    Map<String, ParameterType> namedParams = new LinkedHashMap<>(params);
    namedParams.keySet().retainAll(paramNames);
    Map<String, ColumnType> namedRemembered = new LinkedHashMap<>(remembered);
    namedRemembered.keySet().retainAll(rememberedNames);
    return new Scope(
        columns.map(all -> all.stream().filter(c -> columnNames.contains(c.name())).toList()),
        namedParams,
        namedRemembered,
        verifies);
  }
}
