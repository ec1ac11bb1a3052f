package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths such as {@code $.a['b'][0]}: member names and indexes. */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z_][\\w-]*)|\\[(-?\\d+)]|\\['([^']*)']|\\[\"([^\"]*)\"]");

  private JsonPath() {}

  static List<Object> parse(String path) {
    var steps = new ArrayList<Object>();
    Matcher m = STEP.matcher(path);
    int at = 1;
    while (at < path.length()) {
      if (!path.startsWith("$") || !m.find(at) || m.start() != at) {
        throw Refusal.unsupported("the path " + path);
      }
      steps.add(
          m.group(1) != null
              ? m.group(1)
              : m.group(2) != null
                  ? Long.valueOf(m.group(2))
                  : m.group(3) != null ? m.group(3) : m.group(4));
      at = m.end();
    }
    return steps;
  }

  static Object find(Object value, String path) {
    Object at = value;
    for (Object step : parse(path)) {
      at = at == NULL ? NULL : step(at, step);
    }
    return at;
  }

  static boolean has(Object value, Object step) {
    if (value instanceof Map<?, ?> bag) {
      return bag.containsKey(step);
    }
    return value instanceof List<?> list
        && step instanceof Long index
        && index >= 0
        && index < list.size();
  }

  /**
   * What a bag or an array holds under a name or an index; indexes count from the end if negative.
   */
  static Object step(Object value, Object step) {
    if (value instanceof Map<?, ?> bag && step instanceof String name) {
      return Values.property(bag, name);
    }
    if (value instanceof List<?> list && step instanceof Long index) {
      long at = index < 0 ? list.size() + index : index;
      return at >= 0 && at < list.size() ? list.get((int) at) : NULL;
    }
    return NULL;
  }
}
