package dev.waymark.runbooks.compile;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with a command. */
public enum CommandIssue implements IssueCode {
  /** A command under diagnostics, or in a check, that changes something. */
  CHANGES_SOMETHING("CM02", Severity.ERROR),
  /** A pipe, a redirection, a substitution or a second command. */
  NOT_ONE_COMMAND("CM03", Severity.ERROR),
  /** Something that looks like a password or key. */
  SECRET("CM04", Severity.ERROR),
  /** A command in a check that isn't known to only read. */
  MAY_CHANGE("CM05", Severity.WARNING),
  /** Code shown under diagnostics that changes something. */
  SHOWN_CHANGE("CM06", Severity.WARNING),
  /** An argument of a check's command that isn't plain text but names a file. */
  NAMES_FILE("CM07", Severity.WARNING);

  private final String code;
  private final Severity severity;

  CommandIssue(String code, Severity severity) {
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
