package dev.waymark.runbooks.condition;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with a condition, alone or among the rows of its table. */
public enum ConditionIssue implements IssueCode {
  SYNTAX("CD01", Severity.ERROR),
  /** An operator or function can't take values of these types. */
  TYPE("CD02", Severity.ERROR),
  UNKNOWN_COLUMN("CD03", Severity.ERROR),
  UNKNOWN_PARAMETER("CD04", Severity.ERROR),
  UNKNOWN_REMEMBERED("CD05", Severity.ERROR),
  /** A variable or function that conditions don't have. */
  UNKNOWN_NAME("CD06", Severity.ERROR),
  NOT_BOOLEAN("CD07", Severity.ERROR),
  NEVER_TRUE("CD08", Severity.ERROR),
  ALWAYS_TRUE("CD09", Severity.ERROR),
  /** An earlier row takes every answer that this row could take. */
  SHADOWED("CD10", Severity.ERROR),
  /** The first row is read though there may be none. */
  UNGUARDED_ROW("CD11", Severity.WARNING),
  /** A missing value is asked for with {@code has}, never compared. */
  COMPARED_WITH_NULL("CD12", Severity.ERROR),
  /** A constant that no regular expression, timestamp or duration looks like. */
  BAD_CONSTANT("CD13", Severity.ERROR),
  /** A sentence's braces don't pair. */
  BROKEN_SENTENCE("CD14", Severity.ERROR),
  /** A sentence says single values, and this is a list or a row. */
  SEVERAL_VALUES("CD15", Severity.ERROR),
  /** A sentence says a value of the first row, and its pattern holds without rows too. */
  MAY_BE_MISSING("CD16", Severity.WARNING);

  private final String code;
  private final Severity severity;

  ConditionIssue(String code, Severity severity) {
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
