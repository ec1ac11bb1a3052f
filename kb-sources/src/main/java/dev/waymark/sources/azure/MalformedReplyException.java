package dev.waymark.sources.azure;

/** A reply that isn't what its service documents. An {@link AzureQuery} throws it. */
public final class MalformedReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * @param why what is wrong, behind “the reply”
   */
  public MalformedReplyException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
