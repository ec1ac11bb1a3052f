package dev.waymark.server.incident;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;

/**
 * A page of incidents.
 *
 * @param page from 1
 * @param size incidents on a page, at most {@value #LARGEST_PAGE}
 */
public record IncidentFilter(IncidentQuery query, IncidentQuery.Order order, int page, int size) {
  public static final int LARGEST_PAGE = 200;

  private static final int LAST_PAGE = 100_000;

  public IncidentFilter {
    if (page > LAST_PAGE) {
      throw new ProblemException(
          Problem.notFound(
              "There is no page %,d of the incidents.".formatted(page),
              "Go to the first, or search."));
    }
    page = Math.max(1, page);
    size = Math.max(1, Math.min(size, LARGEST_PAGE));
  }

  /** The newest. */
  public static IncidentFilter newest(int size, IncidentQuery query) {
    return new IncidentFilter(query, IncidentQuery.Order.NEWEST, 1, size);
  }

  /** The most urgent. */
  public static IncidentFilter mostUrgent(int size, IncidentQuery query) {
    return new IncidentFilter(query, IncidentQuery.Order.MOST_URGENT, 1, size);
  }
}
