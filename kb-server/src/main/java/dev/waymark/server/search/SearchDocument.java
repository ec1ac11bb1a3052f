package dev.waymark.server.search;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something to be found.
 *
 * @param kind ENTRY, STEP, LESSON, INCIDENT or NOTE
 * @param id unique among its kind
 * @param version of what it was made from
 * @param url of the page, down to the step
 * @param severity label of the severity, such as {@code sev2}
 * @param state label of what state it is in
 * @param incident the one that it is about
 * @param drill whether it is about recorded data
 * @param visibleTo label of the lowest role that may find it
 * @param marks by which incidents resemble each other
 * @param words by which it is found
 * @param body what excerpts are taken from, plain text
 */
public record SearchDocument(
    String kind,
    String id,
    String version,
    String url,
    String title,
    Optional<String> entry,
    Optional<String> service,
    Optional<String> severity,
    Optional<String> state,
    OptionalLong incident,
    boolean drill,
    Instant at,
    String visibleTo,
    List<String> marks,
    Words words,
    String body) {
  public SearchDocument {
    requireNonNull(kind);
    marks = List.copyOf(marks);
  }

  /**
   * Texts with nothing in them but words and blanks.
   *
   * @param head what stands out: symptoms, headings, tags
   */
  public record Words(String title, String head, String body) {}
}
