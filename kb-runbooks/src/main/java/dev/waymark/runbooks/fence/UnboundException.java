package dev.waymark.runbooks.fence;

/** A value can't be bound: caught where the binding of a fence begins. */
public final class UnboundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String hint;

  /**
   * @param message which value, and why
   * @param hint what the responder can do
   */
  public UnboundException(String message, String hint) {
    super(message, null, false, false);
    this.message = message;
    this.hint = hint;
  }

  public String message() {
    return message;
  }

  public String hint() {
    return hint;
  }
}
