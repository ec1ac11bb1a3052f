package dev.waymark.runbooks.compile;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with an entry's definitions, besides what can be wrong with any query. */
public enum DefinitionIssue implements IssueCode {
  /** A definition's fence holds something other than {@code let} statements. */
  NOT_A_LET("DF01", Severity.ERROR),
  /** A definition bears the name of another one, of a value or of a table. */
  NAME_TAKEN("DF02", Severity.ERROR),
  /** No query needs it. */
  UNUSED("DF03", Severity.WARNING);

  private final String code;
  private final Severity severity;

  DefinitionIssue(String code, Severity severity) {
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
