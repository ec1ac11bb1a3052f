package dev.waymark.server.problem;

/** What came of a request: a value, or why there is none. */
public sealed interface Result<T> {
  /** It was done. */
  record Done<T>(T value) implements Result<T> {}

  /** It was not done, and nothing has changed. */
  record Refused<T>(Problem problem) implements Result<T> {}

  static <T> Result<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Result<T> refused(Problem problem) {
    return new Refused<>(problem);
  }

  /** The value; at the edge, where a problem becomes the reply. */
  default T orThrow() {
    if (this instanceof Done<T> done) {
      return done.value();
    }
    throw new ProblemException(((Refused<T>) this).problem());
  }
}
