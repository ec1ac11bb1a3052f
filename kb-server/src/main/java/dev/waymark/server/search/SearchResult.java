package dev.waymark.server.search;

import java.util.List;
import java.util.Map;

/**
 * What was found, best first.
 *
 * @param counts how many there are of each kind; {@link #MOST_COUNTED} means that many or more
 * @param corrections words that nobody has written, and what was looked for in their place
 * @param words what was looked for where {@code reading} isn't {@link Reading#ALL_WORDS}
 */
public record SearchResult(
    List<SearchHit> hits,
    Map<DocumentKind, Integer> counts,
    Reading reading,
    List<Correction> corrections,
    List<String> words,
    int page,
    boolean more) {
  /** Of each kind no more are ranked when all kinds are wanted. */
  public static final int MOST_COUNTED = 100;

  public SearchResult {
    hits = List.copyOf(hits);
    counts = Map.copyOf(counts);
    corrections = List.copyOf(corrections);
    words = List.copyOf(words);
  }

  /** How many were counted of all kinds. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How the text was understood. */
  public enum Reading {
    /** Each result has all that was asked for. */
    ALL_WORDS,
    /** Nothing has all of it, so each result has some. */
    SOME_WORDS,
    /** A long text: the results have most of its rare words. */
    PASTED
  }

  /** A mistyped word. */
  public record Correction(String typed, String meant) {}
}
