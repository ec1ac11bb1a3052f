package dev.waymark.cli;

import dev.waymark.model.entry.ParameterType;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code --param name=value} means where no entry says the parameter's type. */
final class ParameterText {

  private ParameterText() {}

  /** A whole number, a length of time, a number, true or false, a time; else, or quoted, text. */
  static Object value(String text) {
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      return text.substring(1, text.length() - 1);
    }
    // Java also reads 1d as a number: lengths of time come first.
    return Stream.of(
            ParameterType.INT,
            ParameterType.TIMESPAN,
            ParameterType.REAL,
            ParameterType.BOOL,
            ParameterType.DATETIME)
        .map(type -> type.parse(text))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(text);
  }
}
