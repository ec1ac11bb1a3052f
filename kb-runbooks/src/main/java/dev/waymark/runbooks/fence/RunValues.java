package dev.waymark.runbooks.fence;

import dev.waymark.model.table.Timespan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A run's values by name. */
public final class RunValues {
  private final Map<String, Object> byName;

  /** What earlier steps remembered hides parameters of the same name. */
  public RunValues(Map<String, Object> params, Map<String, Object> remembered) {
    byName = new HashMap<>(params);
    byName.putAll(remembered);
  }

  /** A value; empty if the run has none of that name. */
  public Optional<Object> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A value that the fence can't do without. */
  public Object get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new UnboundException(
                    "`" + name + "` has no value here",
                    "Give it by hand, or go back to the step that remembers it."));
  }

  /** A value as people would write it. */
  public String text(String name) {
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
