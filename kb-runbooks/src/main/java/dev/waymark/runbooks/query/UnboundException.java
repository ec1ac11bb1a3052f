package dev.waymark.runbooks.query;

/** A value can't be bound; stays within this package, from a value's place up to the fence. */
final class UnboundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String hint;

  UnboundException(String message, String hint) {
    super(message, null, false, false);
    this.message = message;
    this.hint = hint;
  }

  String message() {
    return message;
  }

  String hint() {
    return hint;
  }
}
