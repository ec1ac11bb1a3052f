package dev.waymark.cli;

import dev.waymark.kql.batch.TableJson;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /**
   * As {@link #of}, as a scenario keeps it: types in the header, times relative to now, and without
   * columns that no row fills.
   */
  static String recorded(Table table, Instant now) {
    int[] columns =
        IntStream.range(0, table.columns().size())
            .filter(
                column ->
                    table.rows().stream()
                        .anyMatch(row -> !TableJson.text(row.values().get(column)).isEmpty()))
            .toArray();
    var text =
        new StringBuilder(
            line(
                IntStream.of(columns)
                    .mapToObj(table.columns()::get)
                    .map(column -> column.name() + ":" + column.type().kustoName())));
    for (Row row : table.rows()) {
      text.append(
          line(IntStream.of(columns).mapToObj(column -> relative(row.values().get(column), now))));
    }
    return text.toString();
  }

  private static String relative(@Nullable Object value, Instant now) {
    if (!(value instanceof Instant time)) {
      return TableJson.text(value);
    }
    Duration ago = Duration.between(time, now);
    return ago.isNegative() ? ago.negated().toString() : "-" + ago;
  }

  private static String line(Stream<String> cells) {
    return cells.map(TableCsv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
