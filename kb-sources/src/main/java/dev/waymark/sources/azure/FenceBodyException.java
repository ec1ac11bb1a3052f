package dev.waymark.sources.azure;

import dev.waymark.runbooks.fence.Body;

/** A fence's body asks for what can't be asked. An {@link AzureQuery} throws it. */
public final class FenceBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String hint;

  /**
   * @param message what can't be asked
   * @param hint what to do instead
   */
  public FenceBodyException(String message, String hint) {
    super(message, null, false, false);
    this.message = message;
    this.hint = hint;
  }

  /** What a body says, if nothing is wrong with it. */
  public static <T> T unless(Body<T> body) {
    body.faults().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new FenceBodyException(fault.message(), fault.hint());
            });
    return body.value().orElseThrow();
  }

  String message() {
    return message;
  }

  String hint() {
    return hint;
  }
}
