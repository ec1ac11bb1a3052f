package dev.waymark.server.problem;

import java.util.Optional;

/** What people type, as the store can keep it. */
public final class PlainText {
  private PlainText() {}

  /**
   * What is wrong with a text.
   *
   * @param what it is, as in “The reason has …”
   * @param longest in characters
   */
  public static Optional<Problem> problem(String what, String text, int longest) {
    if (text.length() > longest) {
      return Optional.of(
          Problem.invalid(
              "The %s has %,d characters; at most %,d are kept."
                  .formatted(what, text.length(), longest),
              "Shorten it."));
    }
    return isText(text)
        ? Optional.empty()
        : Optional.of(
            Problem.invalid(
                "The " + what + " holds characters that are no text.", "Type it by hand."));
  }

  /** Whether it holds neither NUL nor half of a character. */
  public static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /** What is wrong with a text that has to be there. */
  public static Optional<Problem> missing(String what, String text, int longest) {
    return text.isBlank()
        ? Optional.of(Problem.invalid("The " + what + " is missing.", "Write it down."))
        : problem(what, text, longest);
  }
}
