package dev.waymark.server.search;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns the words that mistyped ones may have been meant to be. Only what everybody may find is
 * learned here: a suggestion must not give away what a restricted document is about.
 */
final class SuggestedWords {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 40;

  /** What is forgotten here is only sent once more. */
  private static final int MOST_REMEMBERED = 200_000;

  private final SearchStore store;
  private final Set<String> known = new HashSet<>();

  SuggestedWords(SearchStore store) {
    this.store = store;
  }

  void learn(Collection<SearchDocument.Words> documents) {
    // In their order, so that two servers never wait for each other.
    Set<String> fresh = new TreeSet<>();
    for (SearchDocument.Words words : documents) {
      for (String text : new String[] {words.title(), words.head(), words.body()}) {
        for (String word : text.split(" ")) {
          if (isWord(word) && !known.contains(word)) {
            fresh.add(word);
          }
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    store.addWords(fresh);
    if (known.size() + fresh.size() > MOST_REMEMBERED) {
      known.clear();
    }
    known.addAll(fresh);
  }

  /** Numbers and ids aren't mistyped, they are copied. */
  private static boolean isWord(String word) {
    return word.length() >= SHORTEST
        && word.length() <= LONGEST
        && word.codePoints().allMatch(Character::isLetter);
  }
}
