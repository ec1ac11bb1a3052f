package dev.waymark.runbooks.query.azure;

/** A fence's body asks for what can't be asked; stays within this package. */
final class WrongBody extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String hint;

  WrongBody(String message, String hint) {
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
