package dev.waymark.server.search;

import dev.waymark.server.account.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody looks for. Filters that are empty let all through.
 *
 * @param text words, "phrases", -exclusions, or a pasted error text
 * @param kinds any where empty
 * @param severity label, such as {@code sev2}
 * @param state label of an incident's or lesson's state
 * @param drill true for recorded data only, false for real incidents and the knowledge base only
 * @param reader role of who asks
 * @param page from 1
 * @param size results on a page, at most {@value #LARGEST_PAGE}
 */
public record SearchRequest(
    String text,
    Set<DocumentKind> kinds,
    Optional<String> entry,
    Optional<String> service,
    Optional<String> severity,
    Optional<String> state,
    Optional<Boolean> drill,
    Optional<Instant> since,
    Optional<Instant> until,
    Role reader,
    int page,
    int size) {
  public static final int LARGEST_PAGE = 50;

  /** Behind it nobody looks, and nothing is ranked. */
  public static final int LAST_PAGE = 50;

  public SearchRequest {
    kinds = Set.copyOf(kinds);
    entry = entry.map(ExcerptText::clean);
    service = service.map(ExcerptText::clean);
    severity = severity.map(ExcerptText::clean);
    state = state.map(ExcerptText::clean);
    page = Math.max(1, Math.min(page, LAST_PAGE));
    size = Math.max(1, Math.min(size, LARGEST_PAGE));
  }

  /** The first page of what has some words, of every kind. */
  public static SearchRequest of(String text, Role reader) {
    return new SearchRequest(
        text,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        reader,
        1,
        20);
  }
}
