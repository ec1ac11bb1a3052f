package dev.waymark.model.entry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an expected output pattern says about the thing that was asked. */
public enum State {
  HEALTHY,
  DEGRADED,
  FAILED,
  UNKNOWN;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<State> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
