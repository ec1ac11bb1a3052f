package dev.waymark.server.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody typed or pasted, understood.
 *
 * @param wanted terms that all are to be found
 * @param unwanted terms that none is to be found
 * @param pasted whether it is a longer text, such as a stack trace, of which no document has every
 *     word
 */
record SearchQuery(List<QueryTerm> wanted, List<QueryTerm> unwanted, boolean pasted) {
  /** What is beyond doesn't make a pasted text any clearer. */
  private static final int LONGEST_TEXT = 128 * 1024;

  private static final int MOST_TERMS = 150;
  private static final int LONGEST_LINE = 160;
  private static final int MOST_TYPED_TERMS = 12;
  private static final int LONGEST_PHRASE = 40;

  private static final int LONGER_WORD = 5;
  private static final Pattern BETWEEN_PIECES = Pattern.compile("[\\s:=,;(){}<>|\"'\\[\\]]+");

  /** Words that every text has; "not", "no", "down" and "off" aren't among them. */
  private static final Set<String> IDLE =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do",
          "does", "for", "from", "had", "has", "have", "how", "i", "in", "is", "it", "its", "my",
          "of", "on", "or", "our", "so", "that", "the", "then", "there", "this", "to", "was", "we",
          "were", "what", "when", "where", "which", "why", "will", "with", "you", "your");

  SearchQuery {
    wanted = List.copyOf(wanted);
    unwanted = List.copyOf(unwanted);
  }

  static SearchQuery of(String text) {
    String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).strip();
    boolean pasted = bounded.length() > LONGEST_LINE || bounded.lines().count() > 1;
    Map<String, QueryTerm> wanted = new LinkedHashMap<>();
    Map<String, QueryTerm> unwanted = new LinkedHashMap<>();
    for (String piece : pasted ? pastedPieces(bounded) : pieces(bounded)) {
      boolean excludes = !pasted && piece.startsWith("-") && piece.length() > 1;
      QueryTerm term = QueryTerm.of(unquoted(excludes ? piece.substring(1) : piece));
      if (term.isEmpty() || term.words().size() > LONGEST_PHRASE) {
        continue;
      }
      (excludes ? unwanted : wanted).putIfAbsent(term.key(), term);
    }
    boolean many = pasted || wanted.size() > MOST_TYPED_TERMS;
    return new SearchQuery(
        telling(wanted.values().stream().limit(MOST_TERMS).toList()),
        unwanted.values().stream().limit(MOST_TYPED_TERMS).toList(),
        many);
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  SearchQuery withWanted(List<QueryTerm> others) {
    return new SearchQuery(others, unwanted, pasted);
  }

  /** Finds what has all of the terms. */
  String all() {
    return query(" & ");
  }

  /** Finds what has any of the terms. */
  String any() {
    return query(" | ");
  }

  /** The words of all terms, for the stems by which they are marked. */
  String plain() {
    return wanted.stream()
        .flatMap(
            term ->
                term.whole().isEmpty()
                    ? term.words().stream()
                    : Stream.concat(term.words().stream(), Stream.of(term.whole())))
        .collect(Collectors.joining(" "));
  }

  private String query(String between) {
    String found =
        wanted.stream().map(QueryTerm::query).collect(Collectors.joining(between, "(", ")"));
    return unwanted.isEmpty()
        ? found
        : found
            + unwanted.stream().map(term -> " & !" + term.query()).collect(Collectors.joining());
  }

  /** Without the words that every text has, unless there is nothing else. */
  private static List<QueryTerm> telling(List<QueryTerm> terms) {
    List<QueryTerm> telling =
        terms.stream().filter(term -> !term.isWord() || !IDLE.contains(term.key())).toList();
    return telling.isEmpty() ? terms : telling;
  }

  /**
   * What stands between blanks and signs, and the longer words in it: a host name is one piece, and
   * so is the class in a long qualified name.
   */
  private static List<String> pastedPieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (String piece : BETWEEN_PIECES.split(text)) {
      pieces.add(piece);
      List<SearchWords.Token> tokens = SearchWords.of(piece);
      if (tokens.size() > 1) {
        tokens.stream()
            .map(token -> piece.substring(token.start(), token.end()))
            .filter(word -> word.length() >= LONGER_WORD)
            .forEach(pieces::add);
      }
    }
    return pieces;
  }

  /** What stands between blanks; a quoted phrase is one piece. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (isQuote(character)) {
        quoted = !quoted;
        piece.append('"');
      } else if (!quoted && Character.isWhitespace(character)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else {
        piece.append(character);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static boolean isQuote(char character) {
    return character == '"' || character == '“' || character == '”' || character == '„';
  }

  private static String unquoted(String piece) {
    return piece.replace("\"", " ").strip();
  }
}
