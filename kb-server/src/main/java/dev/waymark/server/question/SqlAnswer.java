package dev.waymark.server.question;

import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What came of a free question. It is no {@code Result}, since a refusal has its place in the
 * statement, which stays in the form.
 */
public sealed interface SqlAnswer {
  /**
   * Rows under the names of their columns, which are empty if there is no row.
   *
   * @param more whether there are more than these
   */
  record Rows(List<String> columns, List<List<Cell>> rows, boolean more) implements SqlAnswer {
    public Rows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** As a plain table, in which only numbers aren't text. */
    public Table table() {
      return new Table(
          columns.stream()
              .map(name -> new dev.waymark.model.table.Column(name, ColumnType.STRING))
              .toList(),
          rows.stream().map(row -> new Row(row.stream().map(Cell::value).toList())).toList());
    }
  }

  /** A value; empty text if it's missing. */
  record Cell(String text, boolean number) {
    private Object value() {
      return number ? new BigDecimal(text) : text;
    }
  }

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
