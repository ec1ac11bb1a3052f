package dev.waymark.server.web.entry;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import java.util.Locale;

/**
 * A mistake in an entry as its author sees it.
 *
 * @param excerpt the line, and beneath it where in the line
 */
record IssueView(
    String code,
    String severity,
    int line,
    int column,
    String message,
    String hint,
    String excerpt) {
  private static final int LONGEST_LINE = 160;

  static IssueView of(Issue issue) {
    Position start = issue.file().position(issue.span().start());
    Position end = issue.file().position(issue.span().end());
    String line = issue.file().line(start.line());
    String shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    int from = Math.min(start.column() - 1, shown.length());
    int to =
        end.line() == start.line() ? Math.min(end.column() - 1, shown.length()) : shown.length();
    return new IssueView(
        issue.code().code(),
        issue.severity().name().toLowerCase(Locale.ROOT),
        start.line(),
        start.column(),
        issue.message(),
        issue.hint(),
        shown + "\n" + " ".repeat(from) + "^".repeat(Math.max(1, to - from)));
  }
}
