package dev.waymark.server.postgres;

/** The database can't be started; the message says why and what to do, for the console. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message + " (" + cause.getMessage() + ")", cause);
  }
}
