package dev.waymark.server.entry.page;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.server.live.AzureResources.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter, and the field that asks for it.
 *
 * @param type as authors write it
 * @param expectation what a value looks like
 * @param value what the field holds
 * @param required whether the run can't start without
 * @param choices what it may be; empty if it may be anything of its type
 * @param past values of earlier runs, the latest first
 * @param offer the resources that it may be; absent if they can't be listed
 * @param problem what is wrong with the value; empty if nothing is known to be
 */
record ParameterView(
    String name,
    String type,
    String expectation,
    String description,
    String value,
    boolean required,
    List<String> choices,
    List<String> past,
    Optional<Listing> offer,
    String problem) {
  ParameterView {
    choices = List.copyOf(choices);
    past = List.copyOf(past);
  }

  static ParameterView of(Parameter parameter) {
    return of(parameter, Map.of(), List.of(), Optional.empty(), Map.of());
  }

  /**
   * @param values, problems by the names of parameters
   */
  static ParameterView of(
      Parameter parameter,
      Map<String, String> values,
      List<Map<String, String>> past,
      Optional<Listing> offer,
      Map<String, String> problems) {
    String name = parameter.name();
    return new ParameterView(
        name,
        parameter.type().label(),
        parameter.type().expectation(),
        parameter.description(),
        values.getOrDefault(name, parameter.defaultValue().orElse("")),
        parameter.defaultValue().isEmpty(),
        parameter.type() == ParameterType.BOOL ? List.of("true", "false") : parameter.values(),
        past.stream()
            .filter(one -> one.containsKey(name))
            .map(one -> one.get(name))
            .distinct()
            .toList(),
        offer,
        Optional.ofNullable(problems.get(name)).map(ParameterView::sentence).orElse(""));
  }

  private static String sentence(String problem) {
    return problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1) + ".";
  }
}
