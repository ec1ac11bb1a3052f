package dev.waymark.runbooks;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What lies among the entries and isn't read. */
public enum ContentIssue implements IssueCode {
  SYMBOLIC_LINK("CF01", Severity.WARNING),
  SUBMODULE("CF02", Severity.WARNING),
  SCENARIOS_WITHOUT_ENTRY("CF03", Severity.ERROR),
  /** The file of an entry can't be opened. */
  UNREADABLE("CF04", Severity.ERROR),
  /** More than a folder may hold, or nested deeper. */
  BEYOND_BOUNDS("CF05", Severity.ERROR);

  private final String code;
  private final Severity severity;

  ContentIssue(String code, Severity severity) {
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
