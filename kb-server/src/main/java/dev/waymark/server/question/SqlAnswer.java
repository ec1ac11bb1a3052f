package dev.waymark.server.question;

import java.util.List;
import java.util.Optional;

/** What came of a free question. */
public sealed interface SqlAnswer {
  /**
   * Rows under the names of their columns, which are empty where there is no row.
   *
   * @param more whether there are more than these
   */
  record Rows(List<String> columns, List<List<Cell>> rows, boolean more) implements SqlAnswer {
    public Rows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A value; empty text where it's missing. */
  record Cell(String text, boolean number) {}

  /**
   * Why there is none.
   *
   * @param line from 1
   * @param column from 1
   * @param excerpt the line, and a caret under where
   */
  record Refused(
      String message,
      String hint,
      Optional<Integer> line,
      Optional<Integer> column,
      Optional<String> excerpt)
      implements SqlAnswer {}
}
