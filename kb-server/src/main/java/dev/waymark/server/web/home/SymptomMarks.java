package dev.waymark.server.web.home;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.waymark.server.web.shell.CodeView.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Marks found words in an author's symptoms. */
final class SymptomMarks {
  static final String MARKED = "mark";

  private static final int SHOWN = 3;

  private SymptomMarks() {}

  /** The symptoms with the most found words, or the first ones where none has any. */
  static List<List<Part>> of(List<String> symptoms, List<String> words) {
    List<List<Part>> marked = symptoms.stream().map(text -> mark(plain(text), words)).toList();
    List<List<Part>> telling =
        marked.stream()
            .filter(parts -> hits(parts) > 0)
            .sorted(Comparator.comparing((List<Part> parts) -> hits(parts)).reversed())
            .limit(SHOWN)
            .toList();
    return telling.isEmpty() ? marked.stream().limit(1).toList() : telling;
  }

  static List<Part> mark(String text, List<String> words) {
    List<String> wanted = words.stream().map(String::strip).filter(w -> !w.isEmpty()).toList();
    if (wanted.isEmpty()) {
      return List.of(new Part("", text));
    }
    Matcher found =
        Pattern.compile(
                wanted.stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", "\\b(?:", ")")),
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

  private static long hits(List<Part> parts) {
    return parts.stream().filter(part -> part.kind().equals(MARKED)).count();
  }

  /** Without the signs of Markdown that would only disturb here. */
  private static String plain(String markdown) {
    return markdown.replace("`", "").replace("**", "").replace("\n", " ").strip();
  }
}
