package dev.waymark.kql;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.syntax.Query;
import dev.waymark.model.table.Column;
import java.util.List;
import java.util.Optional;

/**
 * A query without a mistake.
 *
 * @param columns what it returns; empty where that depends on data, or on tables that nothing is
 *     known of
 */
public record CheckedQuery(Query query, Optional<List<Column>> columns) {
  public CheckedQuery {
    requireNonNull(query);
    columns = columns.map(List::copyOf);
  }
}
