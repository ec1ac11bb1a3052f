package dev.waymark.runbooks.run;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's parameters, read from what people wrote.
 *
 * @param values by name, in the order of the front matter
 * @param problems what is wrong with a parameter and what is expected, by name
 */
public record ParameterValues(Map<String, Object> values, Map<String, String> problems) {
  static final int LONGEST_VALUE = 10_000;

  public ParameterValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
  }

  /**
   * Reads values.
   *
   * @param written by name; one that is missing or blank takes its default
   */
  public static ParameterValues read(List<Parameter> parameters, Map<String, String> written) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Optional<String> given =
          Optional.ofNullable(written.get(parameter.name())).filter(text -> !text.isBlank());
      Optional<String> text = given.or(parameter::defaultValue);
      Optional<Object> value = text.flatMap(t -> valueOf(parameter, t));
      value.ifPresent(v -> values.put(parameter.name(), v));
      if (value.isEmpty()) {
        problems.put(parameter.name(), problem(parameter, text));
      }
    }
    for (String name : written.keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        problems.put(name, "the entry has no such parameter");
      }
    }
    return new ParameterValues(values, problems);
  }

  private static Optional<Object> valueOf(Parameter parameter, String text) {
    if (text.length() > LONGEST_VALUE || !InputText.isStorable(text)) {
      return Optional.empty();
    }
    if (parameter.type() == ParameterType.CHOICE && !parameter.values().contains(text.strip())) {
      return Optional.empty();
    }
    return parameter.type().parse(text);
  }

  private static String problem(Parameter parameter, Optional<String> text) {
    String expected =
        parameter.type() == ParameterType.CHOICE
            ? "one of " + String.join(", ", parameter.values())
            : parameter.type().expectation();
    return text.map(
            t -> "expected " + expected + ", not " + InputText.quoted(t) + why(parameter, t))
        .orElse("missing; expected " + expected);
  }

  /** What is wrong with it, and where, unless what is expected says it. */
  private static String why(Parameter parameter, String text) {
    if (text.length() > LONGEST_VALUE) {
      return ": it is longer than " + LONGEST_VALUE + " characters";
    }
    // The place is that of the value, without the blanks around it.
    return parameter
        .type()
        .read(text)
        .fault()
        .filter(problem -> !problem.isEmpty())
        .map(problem -> ": " + problem)
        .orElse("");
  }
}
