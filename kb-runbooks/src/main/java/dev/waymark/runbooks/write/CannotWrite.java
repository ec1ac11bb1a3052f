package dev.waymark.runbooks.write;

/** A change that is refused; never leaves this package. */
final class CannotWrite extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String message;
  private final String hint;

  CannotWrite(String message, String hint) {
    super(message, null, false, false);
    this.message = message;
    this.hint = hint;
  }

  Written.Refused refused() {
    return new Written.Refused(message, hint);
  }
}
