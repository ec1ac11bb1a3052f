package dev.waymark.model.entry;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.Excerpt;
import java.util.List;
import java.util.Optional;

/**
 * What a row of a table says was found if it holds.
 *
 * @param words the row's {@code Means} without markup
 * @param written the sentence under {@code Finding}, with expressions in braces; absent if the row
 *     has none
 * @param contradicts links to steps, each with the {@code Means} of one of their rows, that can't
 *     hold as well
 */
public record RowFinding(String words, Optional<Excerpt> written, List<Link> contradicts) {
  /** The columns that say it: a table has any of them, in this order, in front of its last one. */
  public static final List<String> COLUMNS = List.of("Finding", "Contradicts");

  public RowFinding {
    requireNonNull(words);
    requireNonNull(written);
    contradicts = List.copyOf(contradicts);
  }
}
