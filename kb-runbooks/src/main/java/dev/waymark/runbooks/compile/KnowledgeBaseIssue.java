package dev.waymark.runbooks.compile;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with an entry as a part of the knowledge base. */
public enum KnowledgeBaseIssue implements IssueCode {
  DUPLICATE_ID("KB01", Severity.ERROR),
  STALE_REVIEW("KB02", Severity.WARNING),
  TODO_LEFT("KB03", Severity.WARNING),
  CAUSE_WITHOUT_RESOLUTION("KB04", Severity.ERROR),
  ACTION_WITHOUT_VERIFICATION("KB05", Severity.ERROR),
  NO_ESCALATION("KB06", Severity.WARNING),
  BROKEN_LINK("KB07", Severity.ERROR),
  /** Several entries would open for the same alert. */
  SHARED_ALERT("KB08", Severity.WARNING),
  /** Links name files, runs name ids: both must be the same. */
  FILE_NAME("KB09", Severity.WARNING),
  /** The date of the review is still to come. */
  FUTURE_REVIEW("KB10", Severity.ERROR),
  /** An alert should open the entry, and can't say what a parameter is. */
  NOT_OPENED_BY_ALERTS("KB11", Severity.ERROR);

  private final String code;
  private final Severity severity;

  KnowledgeBaseIssue(String code, Severity severity) {
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
