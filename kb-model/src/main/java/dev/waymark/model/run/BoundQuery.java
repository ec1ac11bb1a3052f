package dev.waymark.model.run;

import dev.waymark.model.entry.FenceKind;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A fence with its values bound, ready to be sent.
 *
 * @param text what is really sent: for KQL the {@code let} lines of values, the definitions and the
 *     author's query
 * @param options the fence's, with the values of the parameters that {@code workspace} and {@code
 *     resource} name
 */
public record BoundQuery(FenceKind kind, String text, Map<String, String> options) {
  /**
   * The option under which a binder says how many lines of values and definitions it put in front
   * of a query.
   */
  public static final String BOUND_LINES = "bound-lines";

  public BoundQuery {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** Which line of the author's own text a line of this text is; none for those in front of it. */
  public OptionalInt ownLine(int line) {
    int own = line - Integer.parseInt(options.getOrDefault(BOUND_LINES, "0"));
    return own > 0 ? OptionalInt.of(own) : OptionalInt.empty();
  }

  /** A line of the text, without white space at its ends. */
  public Optional<String> line(int line) {
    return text.lines().skip(line - 1L).findFirst().map(String::strip);
  }
}
