package dev.waymark.server.search;

import dev.waymark.server.search.SearchWords.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One thing to look for: words that stand next to each other.
 *
 * @param shown as it was typed
 * @param words in lower case, nothing but letters and digits
 * @param whole the identifier in one piece; empty if it isn't one
 */
record QueryTerm(String shown, List<String> words, String whole) {
  QueryTerm {
    words = List.copyOf(words);
  }

  /** The term of a quoted phrase, or of what stands between two blanks: a path is one too. */
  static QueryTerm of(String text) {
    List<Token> tokens = SearchWords.of(text);
    List<String> words = new ArrayList<>();
    tokens.forEach(token -> token.parts().forEach(part -> words.add(part.word())));
    boolean isIdentifier = tokens.size() == 1 && words.size() > 1;
    return new QueryTerm(text, words, isIdentifier ? tokens.get(0).whole() : "");
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Whether it is a single plain word, which may be mistyped. */
  boolean isWord() {
    return words.size() == 1;
  }

  /** In the language of {@code to_tsquery}; its words can't hold anything of that language. */
  String query() {
    String phrase = words.stream().map(QueryTerm::quoted).collect(Collectors.joining(" <-> "));
    if (!whole.isEmpty()) {
      return "(" + phrase + " | " + quoted(whole) + ")";
    }
    return words.size() == 1 ? phrase : "(" + phrase + ")";
  }

  /** In lower case, to compare. */
  String key() {
    return String.join(" ", words).toLowerCase(Locale.ROOT);
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }
}
