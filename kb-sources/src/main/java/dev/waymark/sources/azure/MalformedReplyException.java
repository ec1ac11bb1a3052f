package dev.waymark.sources.azure;

/** A reply that isn't what its service documents; stays within this package. */
final class MalformedReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  MalformedReplyException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
