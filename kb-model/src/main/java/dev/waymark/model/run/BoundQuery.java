package dev.waymark.model.run;

import dev.waymark.model.entry.FenceKind;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fence with its values bound, ready to be sent.
 *
 * @param text what is really sent: for KQL the {@code let} lines and the author's query
 * @param options the fence's, with the values of the parameters that {@code workspace} and {@code
 *     resource} name
 */
public record BoundQuery(FenceKind kind, String text, Map<String, String> options) {
  /** The option under which a binder says how many lines of values it put in front of a query. */
  public static final String BOUND_LINES = "bound-lines";

  public BoundQuery {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** How many lines of the text stand in front of the author's own first one. */
  public int boundLines() {
    return Integer.parseInt(options.getOrDefault(BOUND_LINES, "0"));
  }
}
