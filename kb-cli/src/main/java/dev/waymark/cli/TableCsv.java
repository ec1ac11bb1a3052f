package dev.waymark.cli;

import dev.waymark.kql.batch.TableJson;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.write.CsvText;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table as CSV: a header of names, and values as Kusto writes them. */
final class TableCsv {
  private TableCsv() {}

  static String of(Table table) {
    return CsvText.plain(
        Stream.concat(
            Stream.of(table.columns().stream().map(Column::name).toList()),
            table.rows().stream().map(row -> row.values().stream().map(TableJson::text).toList())));
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
    return CsvText.plain(
        Stream.concat(
            Stream.of(
                IntStream.of(columns)
                    .mapToObj(table.columns()::get)
                    .map(column -> column.name() + ":" + column.type().kustoName())
                    .toList()),
            table.rows().stream()
                .map(
                    row ->
                        IntStream.of(columns)
                            .mapToObj(column -> relative(row.values().get(column), now))
                            .toList())));
  }

  private static String relative(@Nullable Object value, Instant now) {
    if (!(value instanceof Instant time)) {
      return TableJson.text(value);
    }
    Duration ago = Duration.between(time, now);
    return ago.isNegative() ? ago.negated().toString() : "-" + ago;
  }
}
