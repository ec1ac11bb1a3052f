package dev.waymark.model.value;

import java.util.Optional;
import java.util.function.Function;

/** What a text says where a value of some kind is expected. */
public sealed interface ValueReading<T> {
  /** It is such a value. */
  record Valid<T>(T read) implements ValueReading<T> {}

  /**
   * The text isn't such a value.
   *
   * @param problem what is wrong with it, in a few words that name the part; empty if what is
   *     expected says it all
   * @param at the offset of that part in the text
   */
  record Invalid<T>(String problem, int at) implements ValueReading<T> {
    /** The problem with its place, as a person counts. */
    public String problemWithPlace() {
      return problem.isEmpty() ? "" : problem + " (at character " + (at + 1) + ")";
    }
  }

  static <T> ValueReading<T> of(Optional<T> value) {
    return value.<ValueReading<T>>map(Valid::new).orElseGet(() -> new Invalid<>("", 0));
  }

  /** The value, if the text is one. */
  default Optional<T> value() {
    return this instanceof Valid<T> valid ? Optional.of(valid.read()) : Optional.empty();
  }

  /** What is wrong with the text and where, if it isn't such a value; may be an empty text. */
  default Optional<String> fault() {
    return this instanceof Invalid<T> invalid
        ? Optional.of(invalid.problemWithPlace())
        : Optional.empty();
  }

  /** The same of another type. */
  default <R> ValueReading<R> map(Function<T, R> mapping) {
    return this instanceof Invalid<T> invalid
        ? new Invalid<>(invalid.problem(), invalid.at())
        : new Valid<>(mapping.apply(((Valid<T>) this).read()));
  }
}
