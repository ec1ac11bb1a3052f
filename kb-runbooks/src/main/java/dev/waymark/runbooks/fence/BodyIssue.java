package dev.waymark.runbooks.fence;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with the body of a fence that isn't KQL. */
public enum BodyIssue implements IssueCode {
  /** Nothing stands in the fence. */
  EMPTY("FB01", Severity.ERROR),
  /** The body can't be read: broken YAML, a line that isn't a header. */
  UNREADABLE("FB02", Severity.ERROR),
  /** A key that this kind of fence doesn't have. */
  UNKNOWN_KEY("FB03", Severity.ERROR),
  /** A key without which the source can't answer. */
  MISSING_KEY("FB04", Severity.ERROR),
  /** A value that the source refuses. */
  WRONG_VALUE("FB05", Severity.ERROR),
  /** A request that may change something. */
  CHANGES_SOMETHING("FB06", Severity.ERROR),
  /** An id of one resource instead of a parameter. */
  HARD_CODED_RESOURCE("FB07", Severity.WARNING);

  private final String code;
  private final Severity severity;

  BodyIssue(String code, Severity severity) {
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
