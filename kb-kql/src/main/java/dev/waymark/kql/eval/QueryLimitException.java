package dev.waymark.kql.eval;

import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/** A query that went beyond its limits. */
final class QueryLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final transient Optional<SourceSpan> span;

  QueryLimitException(String message, String hint) {
    this(message, hint, Optional.empty());
  }

  private QueryLimitException(String message, String hint, Optional<SourceSpan> span) {
    super(message, null, false, false);
    this.hint = hint;
    this.span = span;
  }

  /** The same at an operator, unless one within it is known already. */
  QueryLimitException at(SourceSpan operator) {
    return span.isPresent()
        ? this
        : new QueryLimitException(String.valueOf(getMessage()), hint, Optional.of(operator));
  }

  String hint() {
    return hint;
  }

  Optional<SourceSpan> span() {
    return span;
  }
}
