package dev.waymark.model.run;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.source.Position;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fence with its values bound, ready to be sent.
 *
 * @param text what is really sent: for logs the {@code let} lines of values, the definitions and
 *     the author's query; for Resource Graph the author's query with literals in it
 * @param options the fence's, with the values of the parameters that {@code workspace} and {@code
 *     resource} name
 */
public record BoundQuery(FenceKind kind, String text, Map<String, String> options) {
  /**
   * The option under which a binder says how many lines of values and definitions it put in front
   * of a query.
   */
  public static final String BOUND_LINES = "bound-lines";

  /**
   * The option under which a binder says where literals stand in place of names, in the order of
   * the text: {@code line:column:length of the name:length of the literal}, with semicolons
   * between.
   */
  public static final String BOUND_VALUES = "bound-values";

  public BoundQuery {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * Where the author wrote what stands at a position of the text; empty in front of the author's
   * query. What stands inside of a literal was written where the literal begins.
   */
  public Optional<Position> written(Position sent) {
    int line = sent.line() - Integer.parseInt(options.getOrDefault(BOUND_LINES, "0"));
    if (line < 1) {
      return Optional.empty();
    }
    int column = sent.column();
    int shift = 0;
    for (String place : options.getOrDefault(BOUND_VALUES, "").split(";")) {
      String[] numbers = place.split(":");
      if (numbers.length < 4 || Integer.parseInt(numbers[0]) != line) {
        continue;
      }
      int start = Integer.parseInt(numbers[1]);
      int end = start + Integer.parseInt(numbers[3]);
      if (column >= start && column < end) {
        return Optional.of(new Position(line, start - shift));
      }
      if (column >= end) {
        shift += Integer.parseInt(numbers[3]) - Integer.parseInt(numbers[2]);
      }
    }
    return Optional.of(new Position(line, column - shift));
  }

  /** A line of the text, without white space at its ends. */
  public Optional<String> line(int line) {
    return text.lines().skip(line - 1L).findFirst().map(String::strip);
  }
}
