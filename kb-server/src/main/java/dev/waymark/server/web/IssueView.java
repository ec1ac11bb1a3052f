package dev.waymark.server.web;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.runbooks.lint.IssueText;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A mistake in an entry as its author sees it.
 *
 * @param excerpt the line, and beneath it where in the line
 */
public record IssueView(
    String code,
    String severity,
    int line,
    int column,
    String message,
    String hint,
    String excerpt) {

  /** As pages show it. */
  public static IssueView of(Issue issue) {
    Position start = issue.file().position(issue.span().start());
    return new IssueView(
        issue.code().code(),
        issue.severity().name().toLowerCase(Locale.ROOT),
        start.line(),
        start.column(),
        issue.message(),
        issue.hint(),
        excerpt(issue));
  }

  /** The lines with a gutter: above them stands the message, and beneath them the hint. */
  private static String excerpt(Issue issue) {
    return IssueText.of(issue)
        .lines()
        .filter(line -> line.stripLeading().matches("(\\d+ )?\\| .*"))
        .collect(Collectors.joining("\n"));
  }
}
