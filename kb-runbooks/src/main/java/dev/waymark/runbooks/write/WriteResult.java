package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What became of a lesson's changes: all of them, or none. */
public sealed interface WriteResult {
  /**
   * A new text.
   *
   * @param toDo what the author must still fill in before the compiler takes it
   */
  record Changed(String text, TextDiff diff, List<String> toDo) implements WriteResult {
    public Changed {
      requireNonNull(text);
      requireNonNull(diff);
      toDo = List.copyOf(toDo);
    }
  }

  /** Everything stands there already. */
  record Unchanged() implements WriteResult {}

  /**
   * Written nowhere, rather than in the wrong place.
   *
   * @param message why
   * @param hint what to do about it
   */
  record Refused(String message, String hint) implements WriteResult {
    public Refused {
      requireNonNull(message);
      requireNonNull(hint);
    }
  }
}
