package dev.waymark.runbooks.condition;

import dev.waymark.model.table.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a condition may look at.
 *
 * @param rows the answer
 * @param params the run's parameters by name, in the Java types that {@link
 *     dev.waymark.model.entry.ParameterType#columnType()} names
 * @param remembered what earlier steps remembered, by name
 */
public record Bindings(Table rows, Map<String, Object> params, Map<String, Object> remembered) {
  public Bindings {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
  }
}
