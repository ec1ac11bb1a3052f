package dev.waymark.model.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a follow-up stands. */
public enum FollowUpState {
  OPEN,
  /** A link shows it. */
  DONE,
  /** It won't be done, and it says why. */
  DROPPED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FollowUpState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
