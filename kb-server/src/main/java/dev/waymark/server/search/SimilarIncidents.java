package dev.waymark.server.search;

import dev.waymark.server.account.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds earlier incidents that resemble another, with the reasons why. */
@ApplicationScoped
public class SimilarIncidents {
  /** Of those with the same entry, and of those with a mark in common. */
  private static final int CANDIDATES = 200;

  private static final int MOST = 50;

  private final SearchStore store;

  SimilarIncidents(SearchStore store) {
    this.store = store;
  }

  /**
   * The most similar first, of equally similar ones the newest; a real incident resembles only real
   * ones. Empty also for the moment until a new incident is taken into search.
   */
  public List<SimilarIncident> similarTo(long incident, int limit, Role reader) {
    List<String> roles = reader.included().stream().sorted().toList();
    Optional<IncidentMarks> marks = store.marks(incident, roles);
    return marks
        .map(
            of ->
                store.relatives(of, roles, CANDIDATES).stream()
                    .filter(earlier -> of.drill() || !earlier.drill())
                    .map(earlier -> Resemblance.of(of, earlier))
                    .flatMap(Optional::stream)
                    .sorted(
                        Comparator.comparingInt(SimilarIncident::score)
                            .thenComparing(SimilarIncident::at)
                            .thenComparing(SimilarIncident::number)
                            .reversed())
                    .limit(Math.max(1, Math.min(limit, MOST)))
                    .toList())
        .orElse(List.of());
  }
}
