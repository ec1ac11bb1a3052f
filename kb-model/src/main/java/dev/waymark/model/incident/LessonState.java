package dev.waymark.model.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a lesson has come on its way into the knowledge base. */
public enum LessonState {
  /** Written down. */
  OPEN,
  /** A change of the entry waits for its reviewers. */
  PROPOSED,
  /** The entry says it. */
  MERGED,
  /** It doesn't go into the entry, and it says why. */
  REJECTED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has come to its end. */
  public boolean isSettled() {
    return this == MERGED || this == REJECTED;
  }

  public static Optional<LessonState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
