package dev.waymark.kql.value;

/**
 * Something that can't be evaluated exactly, found while rows flow. The evaluator gives it the
 * position of the operator that it happened in; a wrong answer would be worse.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean unsupported;

  private Refusal(String message, boolean unsupported) {
    super(message, null, false, false);
    this.unsupported = unsupported;
  }

  /** Kusto does it, this evaluator doesn't. */
  public static Refusal unsupported(String what) {
    return new Refusal(what, true);
  }

  /** Kusto fails too. */
  public static Refusal failed(String why) {
    return new Refusal(why, false);
  }

  public boolean isUnsupported() {
    return unsupported;
  }
}
