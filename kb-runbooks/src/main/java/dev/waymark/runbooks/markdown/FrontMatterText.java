package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * Where the YAML head of a file stands, between two lines of three dashes.
 *
 * @param bodyStart where the Markdown begins
 */
record FrontMatterText(Optional<Excerpt> yaml, int bodyStart, List<Issue> issues) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  static FrontMatterText of(SourceFile file) {
    String text = file.text();
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    if (!isDashes(text, start, lineEnd(text, start))) {
      return new FrontMatterText(Optional.empty(), start, List.of());
    }
    int yamlStart = Math.min(lineEnd(text, start) + 1, text.length());
    int blankLine = text.length();
    for (int at = yamlStart; at < text.length(); at = lineEnd(text, at) + 1) {
      int end = lineEnd(text, at);
      if (isDashes(text, at, end)) {
        SourceSpan span = new SourceSpan(yamlStart, at);
        return new FrontMatterText(
            Optional.of(Excerpt.of(file, span)), Math.min(end + 1, text.length()), List.of());
      }
      if (blankLine == text.length() && text.substring(at, end).isBlank()) {
        blankLine = at;
      }
    }
    Issue issue =
        new Issue(
            MarkdownIssue.FRONT_MATTER_NOT_CLOSED,
            file,
            new SourceSpan(start, start + 3),
            "The front matter that begins here has no end",
            "Write a line of three dashes (---) after it.");
    Excerpt yaml = Excerpt.of(file, new SourceSpan(yamlStart, blankLine));
    return new FrontMatterText(Optional.of(yaml), blankLine, List.of(issue));
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isDashes(String text, int start, int end) {
    return text.startsWith("---", start) && text.substring(start + 3, end).isBlank();
  }
}
