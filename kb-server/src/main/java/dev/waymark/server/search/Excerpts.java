package dev.waymark.server.search;

import dev.waymark.server.search.SearchWords.Part;
import dev.waymark.server.search.SearchWords.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** A word and its stem begin alike. */
  private static final int BEGINNING = 2;

  private final Set<String> stems;
  private final Set<String> beginnings;

  Excerpts(List<String> stems) {
    this.stems = Set.copyOf(stems);
    this.beginnings = stems.stream().map(Excerpts::beginning).collect(Collectors.toSet());
  }

  /** The whole text. */
  List<TextPart> whole(String text) {
    return marked(text, 0, text.length(), matches(text));
  }

  /** The part that has most of the words, or else the beginning. */
  List<TextPart> best(String text) {
    String line = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).replaceAll("\\s+", " ");
    List<Part> matches = matches(line);
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

  private List<Part> matches(String text) {
    List<Part> matches = new ArrayList<>();
    for (Token token : SearchWords.of(text)) {
      if (token.parts().size() > 1 && isWanted(token.whole())) {
        matches.add(new Part(token.start(), token.end(), token.whole()));
        continue;
      }
      token.parts().stream().filter(part -> isWanted(part.word())).forEach(matches::add);
    }
    return matches;
  }

  private static String beginning(String word) {
    return word.substring(0, Math.min(BEGINNING, word.length()));
  }

  private boolean isWanted(String word) {
    // Nearly all words of a text are others.
    if (!beginnings.contains(beginning(word))) {
      return false;
    }
    if (stems.contains(word)) {
      return true;
    }
    for (int length = word.length() - 1; length >= BEGINNING; length--) {
      String stem = word.substring(0, length);
      String ending = word.substring(length);
      if (ending.length() > 6) {
        return false;
      }
      boolean isDoubled =
          ending.length() > 1
              && ending.charAt(0) == stem.charAt(stem.length() - 1)
              && ENDINGS.contains(ending.substring(1));
      if ((ENDINGS.contains(ending) || isDoubled) && stems.contains(stem)) {
        return true;
      }
      // "retries" and "retry" both have the stem "retri".
      if ((ending.equals("y") || ending.startsWith("ie")) && stems.contains(stem + "i")) {
        return true;
      }
    }
    return false;
  }

  /** The first match of the stretch that has most different words. */
  private static Part densest(List<Part> matches) {
    Part best = matches.get(0);
    int most = 0;
    for (int first = 0; first < matches.size(); first++) {
      Set<String> words = new HashSet<>();
      int from = matches.get(first).start();
      for (int at = first; at < matches.size() && matches.get(at).end() <= from + LENGTH; at++) {
        words.add(matches.get(at).word());
      }
      if (words.size() > most) {
        most = words.size();
        best = matches.get(first);
      }
    }
    return best;
  }

  private static int start(String text, Part first) {
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

  private static List<TextPart> marked(String text, int start, int end, List<Part> matches) {
    List<TextPart> parts = new ArrayList<>();
    int behind = start;
    for (Part match : matches) {
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
