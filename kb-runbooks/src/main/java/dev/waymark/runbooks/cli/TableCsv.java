package dev.waymark.runbooks.cli;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.kql.batch.TableJson;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as CSV: a header of names, and values as Kusto writes them. */
final class TableCsv {

  private TableCsv() {}

  static String of(Table table) {
    var text = new StringBuilder(line(table.columns().stream().map(Column::name)));
    for (Row row : table.rows()) {
      text.append(line(row.values().stream().map(TableJson::text)));
    }
    return text.toString();
  }

  private static String line(Stream<String> cells) {
    return cells.map(TableCsv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
