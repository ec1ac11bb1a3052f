package dev.waymark.kql.eval;

import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/** A query that went beyond its limits. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final transient Optional<SourceSpan> span;

  Stopped(String message, String hint) {
    this(message, hint, Optional.empty());
  }

  private Stopped(String message, String hint, Optional<SourceSpan> span) {
    super(message, null, false, false);
    this.hint = hint;
    this.span = span;
  }

  /** The same at an operator, unless one within it is known already. */
  Stopped at(SourceSpan operator) {
    return span.isPresent()
        ? this
        : new Stopped(String.valueOf(getMessage()), hint, Optional.of(operator));
  }

  String hint() {
    return hint;
  }

  Optional<SourceSpan> span() {
    return span;
  }
}
