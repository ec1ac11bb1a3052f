package dev.waymark.kql.conformance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query with its right answer.
 *
 * @param ordered whether the rows come in the order in which they're written
 * @param refused the start of the message, if the query has to be refused; otherwise empty
 * @param answer a line of columns, then the rows; empty if the query is refused
 */
record ConformanceCase(
    String title, String query, boolean ordered, String refused, List<String> answer) {
  private static final Set<String> SOURCES = Set.of("agrees: docs", "agrees: emulator");
  private static final String REFUSED = "--- refused: ";

  static ConformanceCase read(String title, List<String> lines) {
    if (lines.isEmpty() || !SOURCES.contains(lines.get(0))) {
      throw new IllegalArgumentException(title + " says neither of " + SOURCES);
    }
    int end = 1;
    while (end < lines.size() && !lines.get(end).startsWith("--- ")) {
      end++;
    }
    if (end == lines.size()) {
      throw new IllegalArgumentException(title + " has no answer");
    }
    String query = lines.subList(1, end).stream().collect(Collectors.joining("\n"));
    String kind = lines.get(end);
    List<String> answer =
        lines.subList(end + 1, lines.size()).stream().filter(line -> !line.isBlank()).toList();
    boolean refused = kind.startsWith(REFUSED);
    if (refused != answer.isEmpty() || !(refused || kind.matches("--- rows( in order)?"))) {
      throw new IllegalArgumentException(title + " has an answer that can't be read");
    }
    return new ConformanceCase(
        title,
        query,
        kind.endsWith("in order"),
        refused ? kind.substring(REFUSED.length()) : "",
        answer);
  }
}
