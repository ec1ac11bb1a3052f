package dev.waymark.runbooks.write;

/** A change that is refused; never leaves this package. */
final class RefusedWriteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String message;
  private final String hint;

  RefusedWriteException(String message, String hint) {
    super(message, null, false, false);
    this.message = message;
    this.hint = hint;
  }

  WriteResult.Refused refused() {
    return new WriteResult.Refused(message, hint);
  }
}
