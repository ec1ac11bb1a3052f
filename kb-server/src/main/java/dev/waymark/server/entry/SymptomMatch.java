package dev.waymark.server.entry;

import java.util.List;

/**
 * An entry that fits a pasted text.
 *
 * @param score from 0 to 1, to compare matches of one search with each other
 * @param because the entry's own words that were found, most telling first
 */
public record SymptomMatch(EntryCard entry, double score, List<String> because) {
  public SymptomMatch {
    because = List.copyOf(because);
  }
}
