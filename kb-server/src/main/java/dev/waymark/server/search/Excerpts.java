package dev.waymark.server.search;

import dev.waymark.server.search.SearchWords.Part;
import dev.waymark.server.search.SearchWords.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Marks the words that were looked for, and chooses the part of a long text that has most of them.
 * It gives stretches of plain text, never markup, so that nothing of a document can become markup.
 */
final class Excerpts {
  private static final int LENGTH = 240;

  /** How far to look for a better place to begin or end. */
  private static final int SLACK = 24;

  /** How much of a long document is looked through. */
  private static final int LONGEST_TEXT = 64 * 1024;

  /** What may follow a stem; a word that goes on otherwise is another one. */
  private static final Set<String> ENDINGS =
      Set.of(
          "", "s", "es", "e", "ed", "d", "ing", "ings", "er", "ers", "or", "ors", "ion", "ions",
          "ation", "ations", "ment", "ments", "ly", "able", "al", "ity", "ive", "y", "ies", "ied",
          "ance", "ence", "ure", "ures");

  /** A single letter has no other forms. */
  private static final int SHORTEST_STEM = 2;

  private static final int LAST_ASCII = 0x7f;

  private final Set<String> stems;
  private final BitSet initials = new BitSet();

  Excerpts(List<String> stems) {
    this.stems = Set.copyOf(stems);
    for (String stem : stems) {
      initials.set(stem.charAt(0));
      initials.set(Character.toUpperCase(stem.charAt(0)));
    }
  }

  /** Where a word stands that was looked for. */
  private record Match(int start, int end, String stem) {}

  /** The whole text. */
  List<TextPart> whole(String text) {
    return marked(text, 0, text.length(), matches(text));
  }

  /** The part that has most of the words, or else the beginning. */
  List<TextPart> best(String text) {
    String line = inOneLine(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    List<Match> matches = matches(line);
    if (line.length() <= LENGTH) {
      return marked(line, 0, line.length(), matches);
    }
    int start = matches.isEmpty() ? 0 : start(line, densest(matches));
    int end = end(line, start);
    List<TextPart> parts = new ArrayList<>();
    if (start > 0) {
      parts.add(new TextPart("… ", false));
    }
    parts.addAll(marked(line, start, end, matches));
    if (end < line.length()) {
      parts.add(new TextPart(" …", false));
    }
    return parts;
  }

  /** With one blank where any white space is. */
  private static String inOneLine(String text) {
    char[] line = new char[text.length()];
    int length = 0;
    boolean behindBlank = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      boolean blank = Character.isWhitespace(character);
      if (!blank || !behindBlank) {
        line[length++] = blank ? ' ' : character;
      }
      behindBlank = blank;
    }
    return new String(line, 0, length);
  }

  private List<Match> matches(String text) {
    List<Match> matches = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (mayBegin(text, at)) {
        Token token = SearchWords.around(text, at);
        matches.addAll(matches(token));
        at = token.end();
      } else {
        at++;
      }
    }
    return matches;
  }

  /** Whether a word may begin there that was looked for: nearly all have another initial. */
  private boolean mayBegin(String text, int at) {
    char character = text.charAt(at);
    boolean isAscii = character <= LAST_ASCII;
    if (isAscii && !initials.get(character)) {
      return false;
    }
    boolean begins =
        !isAscii
            || at == 0
            || Character.isUpperCase(character)
            || !SearchWords.isOfWord(text, at - 1);
    return begins && SearchWords.isOfWord(text, at);
  }

  /** The whole of a token, or else those of its parts that were looked for. */
  private List<Match> matches(Token token) {
    List<Part> parts = token.parts();
    Optional<String> whole = parts.size() > 1 ? wanted(token.whole()) : Optional.empty();
    if (whole.isPresent()) {
      return List.of(new Match(token.start(), token.end(), whole.orElseThrow()));
    }
    List<Match> matches = new ArrayList<>();
    for (Part part : parts) {
      wanted(part.word()).ifPresent(stem -> matches.add(new Match(part.start(), part.end(), stem)));
    }
    return matches;
  }

  /** The stem of a word that was looked for. */
  private Optional<String> wanted(String word) {
    for (String stem : stems) {
      if (isFormOf(stem, word)) {
        return Optional.of(stem);
      }
    }
    return Optional.empty();
  }

  private static boolean isFormOf(String stem, String word) {
    if (stem.length() < SHORTEST_STEM) {
      return word.equals(stem);
    }
    if (word.startsWith(stem)) {
      String ending = word.substring(stem.length());
      boolean isDoubled =
          ending.length() > 1
              && ending.charAt(0) == stem.charAt(stem.length() - 1)
              && ENDINGS.contains(ending.substring(1));
      return ENDINGS.contains(ending) || isDoubled;
    }
    // "retries" and "retry" both have the stem "retri".
    return stem.endsWith("i") && word.equals(stem.substring(0, stem.length() - 1) + "y");
  }

  /** The first match of the first stretch that has most of the words. */
  private Match densest(List<Match> matches) {
    Match best = matches.get(0);
    int most = 0;
    for (int first = 0; first < matches.size() && most < stems.size(); first++) {
      Set<String> found = new HashSet<>();
      int from = matches.get(first).start();
      for (int at = first; at < matches.size() && matches.get(at).end() <= from + LENGTH; at++) {
        found.add(matches.get(at).stem());
      }
      if (found.size() > most) {
        most = found.size();
        best = matches.get(first);
      }
    }
    return best;
  }

  private static int start(String text, Match first) {
    int start = Math.max(0, Math.min(first.start() - 2 * SLACK, text.length() - LENGTH));
    int blank = text.indexOf(' ', start);
    return start == 0 || blank < 0 || blank > Math.min(start + SLACK, first.start())
        ? whole(text, start)
        : blank + 1;
  }

  private static int end(String text, int start) {
    int end = Math.min(text.length(), start + LENGTH);
    if (end == text.length()) {
      return end;
    }
    int blank = text.lastIndexOf(' ', end);
    return blank > end - SLACK ? blank : whole(text, end);
  }

  /** Not within a character of two units. */
  private static int whole(String text, int at) {
    return at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static List<TextPart> marked(String text, int start, int end, List<Match> matches) {
    List<TextPart> parts = new ArrayList<>();
    int behind = start;
    for (Match match : matches) {
      if (match.start() < behind || match.end() > end) {
        continue;
      }
      if (match.start() > behind) {
        parts.add(new TextPart(text.substring(behind, match.start()), false));
      }
      parts.add(new TextPart(text.substring(match.start(), match.end()), true));
      behind = match.end();
    }
    if (behind < end) {
      parts.add(new TextPart(text.substring(behind, end), false));
    }
    return parts;
  }
}
