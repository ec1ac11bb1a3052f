package dev.waymark.server.problem;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a request: a value, or why there is none. This is how every service says no, from
 * where it is found out to the reply.
 *
 * <p>What the pure modules say stays theirs, and a service turns it into a result: {@code
 * StageResult} has many issues beside its value, each at its place in a file; {@code Reaction} and
 * {@code WriteResult} refuse without knowing of replies; {@code Answer.Failed} and {@code
 * Binding.Unbound} become events of a run, so that nothing was refused at all.
 */
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

  /** What the value becomes; a refusal stays one. */
  default <R> Result<R> map(Function<T, R> work) {
    return then(value -> done(work.apply(value)));
  }

  /** What comes of the value; a refusal stays one. */
  default <R> Result<R> then(Function<T, Result<R>> work) {
    return switch (this) {
      case Done<T>(T value) -> work.apply(value);
      case Refused<T>(Problem problem) -> refused(problem);
    };
  }

  /** The value, unless it was refused. */
  default Optional<T> whenDone() {
    return switch (this) {
      case Done<T>(T value) -> Optional.of(value);
      case Refused<T> _ -> Optional.empty();
    };
  }

  /** Why it was refused, if it was. */
  default Optional<Problem> refusal() {
    return switch (this) {
      case Done<T> _ -> Optional.empty();
      case Refused<T>(Problem problem) -> Optional.of(problem);
    };
  }

  /** The value; at the edge, where a problem becomes the reply. */
  default T orThrow() {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(Problem problem) -> throw new ProblemException(problem);
    };
  }
}
