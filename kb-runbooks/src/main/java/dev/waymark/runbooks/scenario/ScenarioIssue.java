package dev.waymark.runbooks.scenario;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong with a scenario's folder. */
public enum ScenarioIssue implements IssueCode {
  /** The folder has no {@code scenario.yaml} that can be read. */
  NO_FILE("SC01"),
  /** {@code scenario.yaml} is too large, no UTF-8, or no YAML. */
  NOT_YAML("SC02"),
  UNKNOWN_KEY("SC03"),
  DUPLICATE_KEY("SC04"),
  /** A text, list or map stands where another of them belongs. */
  WRONG_SHAPE("SC05"),
  MISSING_KEY("SC06"),
  UNKNOWN_OUTCOME("SC07"),
  /** A file lies outside of the folder, by a symbolic link. */
  OUTSIDE("SC08"),
  /** A recorded answer can't be read. */
  BAD_ANSWER("SC09"),
  /** The scenario names a step, answer, action or parameter that the entry doesn't have. */
  UNKNOWN_NAME("SC10"),
  /** A table can't be read, or holds what its schema doesn't allow. */
  BAD_TABLE("SC11"),
  /** A file or folder below {@code after/} that nothing reads. */
  STRAY("SC12");

  private final String code;

  ScenarioIssue(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }
}
