package dev.waymark.server.entry.page;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import java.util.List;
import java.util.Map;

/**
 * A parameter, and the field that asks for it.
 *
 * @param type as authors write it
 * @param expectation what a value looks like
 * @param value what the field holds
 * @param required whether the run can't start without
 * @param choices what it may be; empty if it may be anything of its type
 */
record ParameterView(
    String name,
    String type,
    String expectation,
    String description,
    String value,
    boolean required,
    List<String> choices) {
  ParameterView {
    choices = List.copyOf(choices);
  }

  static ParameterView of(Parameter parameter, Map<String, String> values) {
    return new ParameterView(
        parameter.name(),
        parameter.type().label(),
        parameter.type().expectation(),
        parameter.description(),
        values.getOrDefault(parameter.name(), parameter.defaultValue().orElse("")),
        parameter.defaultValue().isEmpty(),
        parameter.type() == ParameterType.BOOL ? List.of("true", "false") : parameter.values());
  }
}
