package dev.waymark.server.content;

/** Carries a trouble up to where the state of the content is kept. */
final class TroubleException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient ContentProblem trouble;

  TroubleException(ContentProblem trouble) {
    super(trouble.message());
    this.trouble = trouble;
  }

  ContentProblem trouble() {
    return trouble;
  }
}
