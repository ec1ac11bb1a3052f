package dev.waymark.runbooks.cli;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import java.util.Locale;

/** An issue for a person: where and what, the line with carets below, and what to do. */
final class IssueText {

  /** Of a longer line, only what stands around the mistake. */
  private static final int WIDEST = 100;

  private static final int BEFORE = 40;

  private IssueText() {}

  static String of(Issue issue) {
    SourceFile file = issue.file();
    Position start = file.position(issue.span().start());
    Position end = file.position(issue.span().end());
    String line = Printable.line(file.line(start.line()));
    int from = Math.min(start.column() - 1, line.length());
    int to = end.line() == start.line() ? end.column() - 1 : line.length();
    int cut = line.length() <= WIDEST ? 0 : Math.max(0, from - BEFORE);
    String shown = line.substring(cut, Math.min(line.length(), cut + WIDEST));
    int carets = Math.max(1, Math.min(to - cut, shown.length()) - (from - cut));
    String number = "%5d".formatted(start.line());
    return """
        %s:%d:%d: %s %s: %s
        %s | %s
        %s | %s%s
        %s   %s"""
        .formatted(
            file.path(),
            start.line(),
            start.column(),
            issue.severity().name().toLowerCase(Locale.ROOT),
            issue.code().code(),
            Printable.line(issue.message()),
            number,
            shown,
            " ".repeat(number.length()),
            " ".repeat(from - cut),
            "^".repeat(carets),
            " ".repeat(number.length()),
            Printable.line(issue.hint()));
  }
}
