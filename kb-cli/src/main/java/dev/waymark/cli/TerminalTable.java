package dev.waymark.cli;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An answer's table in columns, cut to what a terminal shows. */
final class TerminalTable {

  private static final int MOST_ROWS = 20;
  private static final int WIDEST = 48;
  private static final String GAP = "  ";

  private TerminalTable() {}

  /** Lines without line ends; the header first. */
  static List<String> of(Table table) {
    return of(table, MOST_ROWS);
  }

  /** As {@link #of(Table)}, with every row. */
  static List<String> all(Table table) {
    return of(table, table.rows().size());
  }

  private static List<String> of(Table table, int mostRows) {
    if (table.rows().isEmpty()) {
      return List.of("(no rows)");
    }
    List<Row> shown = table.rows().subList(0, Math.min(mostRows, table.rows().size()));
    List<List<String>> cells = new ArrayList<>();
    cells.add(table.columns().stream().map(column -> cut(Printable.line(column.name()))).toList());
    for (Row row : shown) {
      cells.add(row.values().stream().map(value -> cut(TerminalCell.of(value))).toList());
    }
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(i -> cells.stream().mapToInt(row -> length(row.get(i))).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      lines.add(line(cells.get(i), widths, table.columns()));
      if (i == 0) {
        lines.add(
            IntStream.of(widths).mapToObj("─"::repeat).reduce((a, b) -> a + GAP + b).orElse(""));
      }
    }
    int more = table.rows().size() - shown.size();
    if (more > 0) {
      lines.add("… and %d more %s".formatted(more, more == 1 ? "row" : "rows"));
    }
    return lines;
  }

  private static String line(List<String> cells, int[] widths, List<Column> columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      line.append(i == 0 ? "" : GAP)
          .append(isNumber(columns.get(i)) ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static boolean isNumber(Column column) {
    return switch (column.type()) {
      case INT, LONG, REAL, DECIMAL -> true;
      case BOOL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> false;
    };
  }

  private static String cut(String text) {
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
