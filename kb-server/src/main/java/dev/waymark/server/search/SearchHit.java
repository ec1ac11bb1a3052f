package dev.waymark.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that was found.
 *
 * @param title in stretches, the words that were looked for marked
 * @param excerpt the part of the text that has most of these words
 * @param drill whether it is about recorded data
 * @param at when it happened, or was reviewed last
 */
public record SearchHit(
    DocumentKind kind,
    String id,
    String url,
    List<TextPart> title,
    List<TextPart> excerpt,
    Optional<String> entry,
    Optional<String> service,
    Optional<String> severity,
    Optional<String> state,
    OptionalLong incident,
    boolean drill,
    Instant at,
    double rank) {
  public SearchHit {
    title = List.copyOf(title);
    excerpt = List.copyOf(excerpt);
  }
}
