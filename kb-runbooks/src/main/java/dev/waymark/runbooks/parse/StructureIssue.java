package dev.waymark.runbooks.parse;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong in how an entry is laid out. */
public enum StructureIssue implements IssueCode {
  NO_TITLE("ST01", Severity.ERROR),
  SECOND_TITLE("ST02", Severity.ERROR),
  MISSING_SECTION("ST03", Severity.ERROR),
  UNKNOWN_SECTION("ST04", Severity.ERROR),
  SECTION_OUT_OF_ORDER("ST05", Severity.ERROR),
  REPEATED_SECTION("ST06", Severity.ERROR),
  EMPTY_SECTION("ST07", Severity.ERROR),
  UNEXPECTED_HEADING("ST08", Severity.ERROR),
  REPEATED_HEADING("ST09", Severity.ERROR),
  TEXT_NOT_SHOWN("ST10", Severity.WARNING),
  NOT_IN_A_NODE("ST11", Severity.ERROR),
  SECOND_FENCE("ST12", Severity.ERROR),
  SECOND_TABLE("ST13", Severity.ERROR),
  NO_FENCE("ST14", Severity.ERROR),
  NO_TABLE("ST15", Severity.ERROR),
  WRONG_TABLE("ST16", Severity.ERROR),
  ALMOST_A_TABLE("ST17", Severity.ERROR),
  WRONG_CELLS("ST18", Severity.ERROR),
  UNKNOWN_STATE("ST19", Severity.ERROR),
  BAD_CONDITION_CELL("ST20", Severity.ERROR),
  OTHERWISE("ST21", Severity.ERROR),
  BAD_NEXT_CELL("ST22", Severity.ERROR),
  BAD_REMEMBER_CELL("ST23", Severity.ERROR),
  FENCE_OPTION("ST24", Severity.ERROR),
  FENCE_NOT_RUN("ST25", Severity.WARNING),
  RISK("ST26", Severity.ERROR),
  NO_TASKS("ST27", Severity.ERROR),
  OUT_OF_PLACE("ST28", Severity.ERROR),
  TICKED_TASK("ST29", Severity.WARNING),
  BAD_ESCALATION_CELL("ST30", Severity.ERROR),
  BAD_LESSON("ST31", Severity.ERROR),
  EMPTY_CELL("ST32", Severity.WARNING),
  OTHER_TITLE("ST33", Severity.WARNING),
  BAD_CONTRADICTS_CELL("ST34", Severity.ERROR);

  private final String code;
  private final Severity severity;

  StructureIssue(String code, Severity severity) {
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
