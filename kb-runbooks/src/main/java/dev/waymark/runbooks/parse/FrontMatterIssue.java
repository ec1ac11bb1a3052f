package dev.waymark.runbooks.parse;

import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;

/** What can be wrong in the YAML head of an entry. */
public enum FrontMatterIssue implements IssueCode {
  MISSING("FM01"),
  NOT_YAML("FM02"),
  NOT_ALLOWED("FM03"),
  DUPLICATE_KEY("FM04"),
  UNKNOWN_KEY("FM05"),
  MISSING_KEY("FM06"),
  WRONG_TYPE("FM07"),
  BAD_VALUE("FM08");

  private final String code;

  FrontMatterIssue(String code) {
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
