package dev.waymark.runbooks.query;

import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A run's values by name. */
final class Values {
  private final Map<String, Object> byName;

  Values(Map<String, Object> params, Map<String, Object> remembered) {
    byName = new HashMap<>(params);
    byName.putAll(remembered);
  }

  Optional<Object> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A value that the fence can't do without. */
  Object get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new UnboundException(
                    "`" + name + "` has no value here",
                    "Go back to the step that remembers it, or take a branch by hand and say"
                        + " why."));
  }

  /** A value as people would write it. */
  String text(String name) {
    return written(get(name));
  }

  private static String written(Object value) {
    if (value instanceof Duration length) {
      return Timespan.format(length);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }
}
