package dev.waymark.runbooks.markdown;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** Why a text isn't read, or is read otherwise than its author thinks. */
public enum MarkdownIssue implements IssueCode {
  TOO_LARGE("MD01", Severity.ERROR),
  NOT_UTF8("MD02", Severity.ERROR),
  NUL_CHARACTER("MD03", Severity.ERROR),
  LINE_TOO_LONG("MD04", Severity.ERROR),
  NESTED_TOO_DEEPLY("MD05", Severity.ERROR),
  TOO_MANY_MARKS("MD06", Severity.ERROR),
  TOO_MUCH_WORK("MD07", Severity.ERROR),
  FRONT_MATTER_NOT_CLOSED("MD08", Severity.ERROR),
  FENCE_NOT_CLOSED("MD09", Severity.ERROR),
  PIPE_IN_CELL("MD10", Severity.ERROR),
  TABLE_NOT_EVEN("MD11", Severity.ERROR),
  HIDDEN_DIRECTION("MD12", Severity.ERROR),
  TOO_MANY_LINES("MD13", Severity.ERROR);

  private final String code;
  private final Severity severity;

  MarkdownIssue(String code, Severity severity) {
    this.code = code;
    this.severity = severity;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
