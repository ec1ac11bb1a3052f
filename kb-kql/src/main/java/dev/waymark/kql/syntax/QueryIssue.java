package dev.waymark.kql.syntax;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with a query. */
public enum QueryIssue implements IssueCode {
  SYNTAX("QL01", Severity.ERROR),
  UNCLOSED_STRING("QL02", Severity.ERROR),
  UNKNOWN_CHARACTER("QL03", Severity.ERROR),
  TOO_LARGE("QL04", Severity.ERROR),
  BAD_LITERAL("QL05", Severity.ERROR),
  /** No table is described, so queries are checked without columns. */
  NO_SCHEMAS("QL06", Severity.WARNING),
  /** A file that should describe tables can't be read. */
  BROKEN_SCHEMAS("QL07", Severity.ERROR),
  UNKNOWN_TABLE("QL10", Severity.ERROR),
  UNKNOWN_COLUMN("QL11", Severity.ERROR),
  UNKNOWN_FUNCTION("QL12", Severity.ERROR),
  WRONG_ARGUMENTS("QL13", Severity.ERROR),
  WRONG_TYPE("QL14", Severity.ERROR),
  CUSTOM_TABLE("QL15", Severity.WARNING),
  AMBIGUOUS_NAME("QL16", Severity.ERROR),
  /** Valid KQL that the evaluator doesn't do. */
  UNSUPPORTED("QL17", Severity.INFO),
  NO_TIME_BOUND("QL20", Severity.ERROR),
  HARD_CODED_TIME("QL21", Severity.WARNING),
  HARD_CODED_RESOURCE("QL22", Severity.WARNING),
  SEARCHES_EVERYTHING("QL23", Severity.ERROR),
  CONTAINS_FOR_HAS("QL24", Severity.INFO),
  UNWINDOWED_JOIN("QL25", Severity.WARNING),
  TAKE_WITHOUT_ORDER("QL26", Severity.WARNING),
  UNUSED_LET("QL27", Severity.WARNING),
  FORBIDDEN("QL28", Severity.ERROR),
  DROPS_READ_COLUMN("QL29", Severity.ERROR),
  PARAMETER_SHADOWED("QL30", Severity.ERROR),
  NOT_IN_RESOURCE_GRAPH("QL31", Severity.ERROR),
  TABLE_IN_CAPITALS("QL32", Severity.WARNING),
  /** Stopped while it ran: too many rows, too long, cancelled. */
  LIMIT("QL40", Severity.ERROR),
  /** The data made it fail. */
  FAILED("QL41", Severity.ERROR);

  private final String code;
  private final Severity severity;

  QueryIssue(String code, Severity severity) {
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
