package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.table.Table;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a condition may look at: an answer's rows, the run's parameters and remembered values; or an
 * alert.
 */
public final class Bindings {
  private final Table rows;
  private final Map<String, Object> params;
  private final Map<String, Object> remembered;
  private final Map<String, Object> alert;
  private final Map<String, Integer> columns;

  /**
   * @param rows the answer
   * @param params the run's parameters by name, in the Java types that {@link
   *     dev.waymark.model.entry.ParameterType#columnType()} names
   * @param remembered what earlier steps remembered, by name
   */
  public Bindings(Table rows, Map<String, Object> params, Map<String, Object> remembered) {
    this(rows, params, remembered, Map.of());
  }

  private Bindings(
      Table rows,
      Map<String, Object> params,
      Map<String, Object> remembered,
      Map<String, Object> alert) {
    this.rows = requireNonNull(rows);
    this.params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    this.remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
    this.alert = alert;
    this.columns = new HashMap<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      columns.putIfAbsent(rows.columns().get(i).name(), i);
    }
  }

  /** What is known if there is no answer: of a person's reply, and of an incident. */
  public static Bindings withoutAnswer(Map<String, Object> params, Map<String, Object> remembered) {
    return new Bindings(new Table(List.of(), List.of()), params, remembered);
  }

  /** What conditions about alerts look at; what an alert doesn't say is missing. */
  public static Bindings of(Alert alert) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("source", alert.source());
    said.put("rule", alert.rule());
    alert.severity().ifPresent(severity -> said.put("severity", severity.label()));
    said.put("state", alert.state().label());
    said.put("description", alert.description());
    said.put("targets", alert.targets());
    said.put("labels", alert.labels());
    said.put("annotations", alert.annotations());
    said.put("firedAt", alert.firedAt());
    alert.links().stream().findFirst().ifPresent(link -> said.put("link", link.address()));
    alert.measurements().stream().findFirst().ifPresent(first -> measured(first, said));
    Map<String, Object> values = new LinkedHashMap<>();
    alert
        .measurements()
        .forEach(one -> one.value().ifPresent(value -> values.putIfAbsent(one.name(), value)));
    said.put("values", values);
    return new Bindings(new Table(List.of(), List.of()), Map.of(), Map.of(), said);
  }

  private static void measured(Measurement measurement, Map<String, Object> said) {
    measurement.value().ifPresent(value -> said.put("value", value));
    measurement.threshold().ifPresent(threshold -> said.put("threshold", threshold));
    measurement.operator().ifPresent(operator -> said.put("operator", operator));
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

  Map<String, Object> alert() {
    return alert;
  }

  /** The index of a column, or -1. */
  int indexOf(String column) {
    return columns.getOrDefault(column, -1);
  }
}
