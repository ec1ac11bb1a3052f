package dev.waymark.server.run.page;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.stream.Collectors;

/** All rows of an answer as a table that GitHub reads. */
final class MarkdownTable {
  private MarkdownTable() {}

  static String of(Table table) {
    return "| "
        + line(table.columns().stream().map(c -> cell(c.name())).toList(), " | ", " |\n")
        + "|"
        + "---|".repeat(table.columns().size())
        + "\n"
        + table.rows().stream()
            .map(row -> "| " + line(cells(row), " | ", " |\n"))
            .collect(Collectors.joining());
  }

  private static String line(List<String> cells, String between, String end) {
    return String.join(between, cells) + end;
  }

  private static List<String> cells(Row row) {
    return row.values().stream().map(value -> cell(ValueText.text(value))).toList();
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "").replace("\n", " ");
  }
}
