package dev.waymark.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some results of a search, best first.
 *
 * @param counts how many were found of each kind, as far as they were ranked
 * @param stems of the words that were looked for
 */
public record SearchPage(List<Found> found, Map<String, Integer> counts, List<String> stems) {
  public static final SearchPage NOTHING = new SearchPage(List.of(), Map.of(), List.of());

  public SearchPage {
    found = List.copyOf(found);
    counts = Map.copyOf(counts);
    stems = List.copyOf(stems);
  }

  /** A document that was found. */
  public record Found(
      String kind,
      String id,
      String url,
      String title,
      Optional<String> entry,
      Optional<String> service,
      Optional<String> severity,
      Optional<String> state,
      OptionalLong incident,
      boolean drill,
      Instant at,
      String body,
      double rank) {}
}
