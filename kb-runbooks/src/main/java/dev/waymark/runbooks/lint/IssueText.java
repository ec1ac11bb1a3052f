package dev.waymark.runbooks.lint;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.Severity;
import java.util.Locale;

/**
 * An issue for people: where it is, what is wrong, the line with the place underlined where the
 * file has a text, and what to do. Characters of the entry that would move a terminal's cursor are
 * shown, never sent.
 *
 * <pre>
 * entries/vault.md:12:30: error LK01: There is no step "#who-is-refusd"
 *    12 | Ask [who](#who-is-refusd).
 *       |     ^^^^^^^^^^^^^^^^^^^^^
 *       = Did you mean #who-is-refused?
 * </pre>
 */
public final class IssueText {
  private static final String RESET = "\u001B[0m";
  private static final String BOLD = "\u001B[1m";
  private static final String FAINT = "\u001B[2m";

  private final Issue issue;
  private final boolean coloured;

  private IssueText(Issue issue, boolean coloured) {
    this.issue = issue;
    this.coloured = coloured;
  }

  /** Without a line end behind the last line. */
  public static String of(Issue issue) {
    return new IssueText(issue, false).text();
  }

  /** As {@link #of}, with the escape sequences that colour it in a terminal. */
  public static String coloured(Issue issue) {
    return new IssueText(issue, true).text();
  }

  private String text() {
    Position at = issue.file().position(issue.span().start());
    String number = "%5d".formatted(at.line());
    String margin = " ".repeat(number.length());
    return painted(BOLD, "%s:%d:%d: ".formatted(path(), at.line(), at.column()))
        + painted(colour(), severity() + " " + issue.code().code() + ": ")
        + painted(BOLD, VisibleText.of(issue.message()))
        + "\n"
        + (issue.file().text().isEmpty() ? "" : underlinedLine(number, margin))
        + painted(FAINT, margin + " = ")
        + VisibleText.of(issue.hint());
  }

  private String underlinedLine(String number, String margin) {
    UnderlinedLine line = UnderlinedLine.of(issue.file(), issue.span());
    return painted(FAINT, number + " | ")
        + line.text()
        + "\n"
        + painted(FAINT, margin + " | ")
        + line.indent()
        + painted(colour(), line.carets())
        + "\n";
  }

  private String path() {
    return VisibleText.of(issue.file().path());
  }

  private String severity() {
    return issue.severity().name().toLowerCase(Locale.ROOT);
  }

  private String colour() {
    return colour(issue.severity());
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR -> "\u001B[1;31m";
      case WARNING -> "\u001B[1;33m";
      case INFO -> "\u001B[1;36m";
    };
  }

  private String painted(String colour, String text) {
    return coloured ? colour + text + RESET : text;
  }
}
