package dev.waymark.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which documents are wanted; what is empty lets all through.
 *
 * @param query in the language of {@code to_tsquery}
 * @param plain its words, whose stems come back with the results
 * @param weights of parsed terms, to be added to the rank of what has them
 * @param kinds at least one
 * @param roles labels of the roles that the reader has
 * @param skipped how many results stand on earlier pages
 */
public record SearchCriteria(
    String query,
    String plain,
    Map<String, Double> weights,
    List<String> kinds,
    List<String> roles,
    Optional<String> entry,
    Optional<String> service,
    Optional<String> severity,
    Optional<String> state,
    Optional<Boolean> drill,
    Optional<Instant> since,
    Optional<Instant> until,
    int size,
    int skipped) {
  public SearchCriteria {
    weights = Map.copyOf(weights);
    kinds = List.copyOf(kinds);
    roles = List.copyOf(roles);
  }
}
