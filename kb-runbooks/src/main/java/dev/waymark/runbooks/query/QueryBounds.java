package dev.waymark.runbooks.query;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Timespan;
import java.time.Duration;
import java.util.Optional;

/**
 * How much a query may cost. A fence lowers these with {@code timeout=20s} and {@code rows=500};
 * the parser has checked the words.
 *
 * @param timeout from asking to the last byte, waiting and retries included
 * @param rows rows of the answer; more are cut off and make it partial
 */
public record QueryBounds(Duration timeout, int rows) {
  private static final QueryBounds DEFAULT = new QueryBounds(Duration.ofSeconds(60), 1_000);

  /** The bounds of a fence. */
  public static QueryBounds of(BoundQuery query) {
    return new QueryBounds(
        option(query, "timeout").flatMap(Timespan::parse).orElse(DEFAULT.timeout()),
        option(query, "rows").map(Integer::valueOf).orElse(DEFAULT.rows()));
  }

  private static Optional<String> option(BoundQuery query, String name) {
    return Optional.ofNullable(query.options().get(name));
  }
}
