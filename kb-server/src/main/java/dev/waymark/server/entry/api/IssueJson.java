package dev.waymark.server.entry.api;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;

/** A mistake in an entry, as {@code kb lint --format json} prints it. */
record IssueJson(
    String file,
    int line,
    int column,
    int endLine,
    int endColumn,
    String code,
    String severity,
    String message,
    String hint) {
  static IssueJson of(Issue issue) {
    Position start = issue.file().position(issue.span().start());
    Position end = issue.file().position(issue.span().end());
    return new IssueJson(
        issue.file().path(),
        start.line(),
        start.column(),
        end.line(),
        end.column(),
        issue.code().code(),
        issue.severity().name().toLowerCase(java.util.Locale.ROOT),
        issue.message(),
        issue.hint());
  }
}
