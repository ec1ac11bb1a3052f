package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.util.ast.Document;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the fences that their author forgot to close. Markdown closes such a fence by the end of
 * the next one, so that every later fence opens where it should close, and the last one stays open:
 * the first that has swallowed another fence or a heading is the one to blame.
 */
final class UnclosedFences {
  private static final Pattern OPENING = Pattern.compile(" {0,3}(`{3,}|~{3,})[ \\t]*[^\\s`~][^`]*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{2,6} +\\S.*");

  private UnclosedFences() {}

  /**
   * The issues of a file.
   *
   * @param fences in the order of the file
   */
  static List<Issue> issues(SourceFile file, List<FencedCodeBlock> fences) {
    List<Issue> issues = new ArrayList<>();
    Optional<FencedCodeBlock> suspect = Optional.empty();
    for (FencedCodeBlock fence : fences) {
      boolean open = fence.getClosingMarker().isEmpty();
      if (swallowsFence(fence)) {
        issues.add(issue(file, fence));
      } else if (open && fence.getParent() instanceof Document) {
        issues.add(issue(file, suspect.orElse(fence)));
      } else if (open) {
        issues.add(issue(file, fence));
      } else if (suspect.isEmpty() && swallowsHeading(fence)) {
        suspect = Optional.of(fence);
      }
    }
    return issues;
  }

  /** Whether another fence of the kind that could close it is opened in it. */
  private static boolean swallowsFence(FencedCodeBlock fence) {
    String marker = fence.getOpeningMarker().toString();
    return lines(fence).stream()
        .map(OPENING::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .anyMatch(
            inner -> inner.charAt(0) == marker.charAt(0) && inner.length() >= marker.length());
  }

  private static boolean swallowsHeading(FencedCodeBlock fence) {
    List<String> lines = lines(fence);
    for (int i = 1; i + 1 < lines.size(); i++) {
      if (HEADING.matcher(lines.get(i)).matches()
          && lines.get(i - 1).isBlank()
          && lines.get(i + 1).isBlank()) {
        return true;
      }
    }
    return false;
  }

  private static List<String> lines(FencedCodeBlock fence) {
    return fence.getContentLines().stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private static Issue issue(SourceFile file, FencedCodeBlock fence) {
    int start = fence.getOpeningMarker().getStartOffset();
    int end = fence.getOpeningMarker().getEndOffset();
    return new Issue(
        MarkdownIssue.FENCE_NOT_CLOSED,
        file,
        new SourceSpan(start, Math.max(end, fence.getInfo().getEndOffset())),
        "This fence is never closed, so nothing after it is checked",
        "Write a line of "
            + fence.getOpeningMarker()
            + " after the code, indented like this line.");
  }
}
