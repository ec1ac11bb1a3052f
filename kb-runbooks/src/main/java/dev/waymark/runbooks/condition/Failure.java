package dev.waymark.runbooks.condition;

import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a part of an expression has no value.
 *
 * @param reason one short line
 */
record Failure(String reason) {
  /** Of an operator or function that can't take these values. */
  static Failure types(String operator, Object... values) {
    return types(operator, List.of(values));
  }

  static Failure types(String operator, List<?> values) {
    String taken = values.stream().map(Failure::typed).collect(Collectors.joining(" and "));
    return new Failure("`" + operator + "` can't take " + taken + hint(values));
  }

  private static String typed(Object value) {
    String shown = ShortValue.value(value);
    return value instanceof List<?> || value instanceof Map<?, ?> || value instanceof NullValue
        ? shown
        : shown + " (" + TypeWords.ofValue(value) + ")";
  }

  private static String hint(List<?> values) {
    boolean whole = values.stream().anyMatch(Long.class::isInstance);
    boolean real = values.stream().anyMatch(Double.class::isInstance);
    boolean text = values.stream().anyMatch(String.class::isInstance);
    if (whole && real) {
      return ": write double(…) around the whole number";
    }
    return text && (whole || real) ? ": convert with int(…), double(…) or string(…)" : "";
  }

  static Failure tooLarge() {
    return new Failure("a number gets too large");
  }
}
