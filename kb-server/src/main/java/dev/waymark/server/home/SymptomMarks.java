package dev.waymark.server.home;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.waymark.server.web.CodeView.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Marks in an author's symptom the words that somebody searched for. */
final class SymptomMarks {
  static final String MARKED = "mark";

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");
  private static final int SHORTEST_WORD = 3;
  private static final int MOST_WORDS = 200;

  private SymptomMarks() {}

  /** The symptom in stretches, in order. */
  static List<Part> mark(String symptom, String searched) {
    List<String> words =
        Arrays.stream(BETWEEN_WORDS.split(searched))
            .filter(word -> word.length() >= SHORTEST_WORD)
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    String text = plain(symptom);
    if (words.isEmpty()) {
      return List.of(new Part("", text));
    }
    Matcher found =
        Pattern.compile(
                words.stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                Pattern.CASE_INSENSITIVE)
            .matcher(text);
    var parts = new ArrayList<Part>();
    int behind = 0;
    while (found.find()) {
      if (found.start() > behind) {
        parts.add(new Part("", text.substring(behind, found.start())));
      }
      parts.add(new Part(MARKED, found.group()));
      behind = found.end();
    }
    if (behind < text.length()) {
      parts.add(new Part("", text.substring(behind)));
    }
    return parts;
  }

  /** Without the signs of Markdown that would only disturb here. */
  private static String plain(String markdown) {
    return markdown.replace("`", "").replace("**", "").replace("\n", " ").strip();
  }
}
