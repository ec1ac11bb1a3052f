package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/**
 * Which incidents to list, newest first.
 *
 * @param states any where empty
 * @param text to be found in title, entry or cause
 * @param page from 1
 * @param size incidents on a page, at most {@value #LARGEST_PAGE}
 */
public record IncidentFilter(
    Set<IncidentState> states,
    Optional<String> entry,
    Optional<String> cause,
    Optional<IncidentSeverity> severity,
    Optional<String> text,
    int page,
    int size) {
  public static final int LARGEST_PAGE = 200;

  private static final int LAST_PAGE = 100_000;

  public IncidentFilter {
    states = Set.copyOf(states);
    if (page > LAST_PAGE) {
      throw new ProblemException(
          Problem.notFound(
              "There is no page %,d of the incidents.".formatted(page),
              "Go to the first, or search."));
    }
    page = Math.max(1, page);
    size = Math.max(1, Math.min(size, LARGEST_PAGE));
  }

  /** The first incidents in some states, or in any. */
  public static IncidentFilter first(int size, IncidentState... states) {
    return new IncidentFilter(
        Set.of(states),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        size);
  }
}
