package dev.waymark.server.web.run;

import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All rows of an answer as text to take along. */
final class AnswerFile {
  /** A text cell that begins so would be a formula to a spreadsheet. */
  private static final Set<Character> FORMULA = Set.of('=', '+', '-', '@', '\t', '\r');

  private AnswerFile() {}

  /** By RFC 4180; no cell is a formula. */
  static String csv(Table table) {
    return line(
            table.columns().stream().map(column -> csvCell(column.name())).toList(), ",", "\r\n")
        + table.rows().stream()
            .map(row -> line(csvCells(row), ",", "\r\n"))
            .collect(Collectors.joining());
  }

  /** A table as GitHub reads it. */
  static String markdown(Table table) {
    return "| "
        + line(table.columns().stream().map(c -> markdownCell(c.name())).toList(), " | ", " |\n")
        + "|"
        + "---|".repeat(table.columns().size())
        + "\n"
        + table.rows().stream()
            .map(row -> "| " + line(markdownCells(row), " | ", " |\n"))
            .collect(Collectors.joining());
  }

  private static String line(List<String> cells, String between, String end) {
    return String.join(between, cells) + end;
  }

  private static List<String> csvCells(Row row) {
    return IntStream.range(0, row.values().size())
        .mapToObj(
            i ->
                Values.isNumber(row.values().get(i))
                    ? Values.text(row.values().get(i))
                    : csvCell(Values.text(row.values().get(i))))
        .toList();
  }

  private static String csvCell(String text) {
    String safe = !text.isEmpty() && FORMULA.contains(text.charAt(0)) ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted || !safe.equals(text) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static List<String> markdownCells(Row row) {
    return row.values().stream().map(value -> markdownCell(Values.text(value))).toList();
  }

  private static String markdownCell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "").replace("\n", " ");
  }
}
