package dev.waymark.runbooks.compile;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with the edges of an entry. */
public enum LinkIssue implements IssueCode {
  UNKNOWN_TARGET("LK01", Severity.ERROR),
  /** The target is there but is nothing that this edge may lead to. */
  WRONG_TARGET("LK02", Severity.ERROR),
  UNREACHABLE("LK03", Severity.ERROR),
  /** A circle of queries that no person ever breaks. */
  ENDLESS("LK04", Severity.ERROR),
  /** No way from here leads to prevention, escalation or another entry. */
  DEAD_END("LK05", Severity.ERROR),
  /** No row of the step is the one that a link under {@code Contradicts} names. */
  UNKNOWN_ROW("LK12", Severity.ERROR);

  private final String code;
  private final Severity severity;

  LinkIssue(String code, Severity severity) {
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
