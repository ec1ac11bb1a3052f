package dev.waymark.runbooks.condition;

import dev.cel.common.values.NullValue;
import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as an explanation shows them: short, on one line. */
final class ShortValue {
  private static final int LONGEST_TEXT = 60;

  private ShortValue() {}

  static String value(@Nullable Object value) {
    if (value == null || value instanceof NullValue) {
      return "null";
    }
    if (value instanceof String text) {
      return '"' + cut(text) + '"';
    }
    if (value instanceof Duration length) {
      return Timespan.format(length);
    }
    if (value instanceof List<?> list) {
      return list.size() == 1 ? "a list of 1 value" : "a list of " + list.size() + " values";
    }
    if (value instanceof Map<?, ?> map) {
      return cut("a map of " + map.keySet());
    }
    return cut(value.toString());
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    if (line.length() <= LONGEST_TEXT) {
      return line;
    }
    int end = LONGEST_TEXT - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
