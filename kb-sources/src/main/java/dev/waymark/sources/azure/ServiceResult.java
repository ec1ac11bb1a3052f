package dev.waymark.sources.azure;

import dev.waymark.model.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * What a service found.
 *
 * @param incomplete why rows are missing, if some are
 * @param window that it was told to look at outside of the query's text
 * @param statistics of its own work
 */
public record ServiceResult(
    Table table,
    Optional<String> incomplete,
    Optional<String> window,
    Map<String, String> statistics) {

  /** The same with no more rows than a query may return. */
  ServiceResult within(int rows) {
    if (table.rows().size() <= rows) {
      return this;
    }
    String cut = "Only the first %d of %d rows are here".formatted(rows, table.rows().size());
    return new ServiceResult(
        new Table(table.columns(), table.rows().subList(0, rows)),
        Optional.of(incomplete.map(why -> why + "; " + cut).orElse(cut)),
        window,
        statistics);
  }
}
