package dev.waymark.runbooks.kql.eval;

/** A query that went beyond its limits. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  Stopped(String message, String hint) {
    super(message, null, false, false);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
