package dev.waymark.runbooks.compile;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with the names that fences and conditions use. */
public enum NameIssue implements IssueCode {
  /** A fence names what is neither a parameter nor remembered. */
  UNKNOWN_NAME("CM01", Severity.ERROR),
  /** No step on any way here remembers the value. */
  NEVER_REMEMBERED("LK06", Severity.ERROR),
  /** Some way here passes no step that remembers the value. */
  NOT_ALWAYS_REMEMBERED("LK07", Severity.WARNING),
  /** A remembered value bears the name of a parameter, or either that of something else. */
  NAME_TAKEN("LK08", Severity.ERROR),
  /** A parameter that nothing names. */
  UNUSED_PARAMETER("LK10", Severity.WARNING),
  /** A remembered value that nothing names. */
  UNUSED_REMEMBERED("LK11", Severity.WARNING);

  private final String code;
  private final Severity severity;

  NameIssue(String code, Severity severity) {
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
