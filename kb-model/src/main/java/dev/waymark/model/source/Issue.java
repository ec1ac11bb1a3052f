package dev.waymark.model.source;

import static java.util.Objects.requireNonNull;

/**
 * Something that an author should mend.
 *
 * @param message what is wrong, naming the thing
 * @param hint what to do about it
 */
public record Issue(IssueCode code, SourceFile file, SourceSpan span, String message, String hint) {
  public Issue {
    requireNonNull(code);
    requireNonNull(file);
    requireNonNull(span);
    requireNonNull(message);
    requireNonNull(hint);
  }

  public Severity severity() {
    return code.severity();
  }
}
