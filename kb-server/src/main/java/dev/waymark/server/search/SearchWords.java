package dev.waymark.server.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into words in the one way in which documents, queries and excerpts all are cut: at
 * whatever isn't a letter or digit, and within {@code CamelCase}. The database is given nothing but
 * these, so that it can't take a path or a host name for one word.
 */
final class SearchWords {
  /** Longer ones are data. */
  private static final int LONGEST = 64;

  private SearchWords() {}

  /** A stretch of letters and digits in a text. */
  record Token(String text, int start, int end) {
    /** Its words in lower case; several if it is in camel case, none if it is data. */
    List<Part> parts() {
      return isData() ? List.of() : SearchWords.parts(text, start, end);
    }

    /** In lower case and in one piece. */
    String whole() {
      StringBuilder whole = new StringBuilder();
      parts().forEach(part -> whole.append(part.word()));
      return whole.toString();
    }

    private boolean isData() {
      return end - start > LONGEST;
    }
  }

  /** A word and where it stands. */
  record Part(int start, int end, String word) {}

  /** The tokens of a text that have words, in its order. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isOfWord(text, at)) {
        Token token = around(text, at);
        if (!token.isData()) {
          tokens.add(token);
        }
        at = token.end();
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    return tokens;
  }

  /** The token that a letter or digit is of. */
  static Token around(String text, int at) {
    int start = at;
    while (start > 0 && isOfWord(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    int end = at;
    while (end < text.length() && isOfWord(text, end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return new Token(text, start, end);
  }

  /** Whether there is a letter or digit. */
  static boolean isOfWord(String text, int at) {
    return isOfWord(text.codePointAt(at));
  }

  /** The words of a text with a blank between them. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (Token token : of(text)) {
      token.parts().forEach(part -> plain.append(part.word()).append(' '));
    }
    return plain.toString().strip();
  }

  /**
   * The words of a document's text, and behind them each identifier in one piece, for those who
   * type it without its capitals.
   */
  static String indexed(String text) {
    StringBuilder words = new StringBuilder();
    StringBuilder wholes = new StringBuilder();
    for (Token token : of(text)) {
      List<Part> parts = token.parts();
      parts.forEach(part -> words.append(part.word()).append(' '));
      if (parts.size() > 1) {
        wholes.append(token.whole()).append(' ');
      }
    }
    return words.append(wholes).toString().strip();
  }

  private static List<Part> parts(String text, int start, int end) {
    List<Part> parts = new ArrayList<>();
    int from = start;
    for (int at = start + 1; at < end; at++) {
      if (isSeam(text, at, end)) {
        add(parts, text, from, at);
        from = at;
      }
    }
    add(parts, text, from, end);
    return parts;
  }

  private static void add(List<Part> parts, String text, int start, int end) {
    String written = text.substring(start, end);
    if (isAscii(written)) {
      // There is nothing to normalise, and nearly all words are such.
      parts.add(new Part(start, end, written.toLowerCase(Locale.ROOT)));
      return;
    }
    String word = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    // What was one letter may have become several with something between them.
    StringBuilder letters = new StringBuilder();
    word.codePoints().filter(SearchWords::isOfWord).forEach(letters::appendCodePoint);
    if (!letters.isEmpty()) {
      parts.add(new Part(start, end, letters.toString()));
    }
  }

  private static boolean isAscii(String word) {
    for (int at = 0; at < word.length(); at++) {
      if (word.charAt(at) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Between {@code end} and {@code Of}, and between {@code API} and {@code Management}. */
  private static boolean isSeam(String text, int at, int end) {
    char before = text.charAt(at - 1);
    char here = text.charAt(at);
    if (!Character.isUpperCase(here)) {
      return false;
    }
    return Character.isLowerCase(before)
        || ((Character.isUpperCase(before) || Character.isDigit(before))
            && at + 1 < end
            && Character.isLowerCase(text.charAt(at + 1)));
  }

  private static boolean isOfWord(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.NON_SPACING_MARK;
  }
}
