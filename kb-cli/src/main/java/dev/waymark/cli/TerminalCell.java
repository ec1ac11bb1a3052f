package dev.waymark.cli;

import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cell of an answer as text on one line. */
final class TerminalCell {

  private TerminalCell() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration length) {
      return Timespan.format(length);
    }
    if (value instanceof List || value instanceof Map) {
      return Printable.line(json(value));
    }
    return Printable.line(value.toString());
  }

  private static String json(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TerminalCell::json).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String ? quoted(value) : String.valueOf(value);
  }

  private static String quoted(Object text) {
    return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
