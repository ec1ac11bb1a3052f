package dev.waymark.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An earlier incident that resembles another.
 *
 * @param score to compare with others of the same list
 * @param reasons in words, the weightiest first, at least one
 */
public record SimilarIncident(
    long number,
    String title,
    Optional<String> severity,
    Optional<String> state,
    boolean drill,
    Instant at,
    int score,
    List<String> reasons) {
  public SimilarIncident {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("incident " + number + " is similar without a reason");
    }
  }
}
