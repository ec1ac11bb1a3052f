package dev.waymark.kql.value;

import dev.waymark.model.source.SourceSpan;
import java.util.Optional;

/**
 * Something that can't be evaluated exactly, found while rows flow. The evaluator gives it the
 * position of the operator that it happened in; a wrong answer would be worse.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean unsupported;
  private final transient Optional<SourceSpan> span;

  private Refusal(String message, boolean unsupported, Optional<SourceSpan> span) {
    super(message, null, false, false);
    this.unsupported = unsupported;
    this.span = span;
  }

  /** Kusto does it, this evaluator doesn't. */
  public static Refusal unsupported(String what) {
    return new Refusal(what, true, Optional.empty());
  }

  /** Kusto fails too. */
  public static Refusal failed(String why) {
    return new Refusal(why, false, Optional.empty());
  }

  /** The same at an operator, unless one within it is known already. */
  public Refusal at(SourceSpan operator) {
    return span.isPresent()
        ? this
        : new Refusal(String.valueOf(getMessage()), unsupported, Optional.of(operator));
  }

  public boolean isUnsupported() {
    return unsupported;
  }

  public Optional<SourceSpan> span() {
    return span;
  }
}
