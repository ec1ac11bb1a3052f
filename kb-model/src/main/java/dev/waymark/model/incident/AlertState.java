package dev.waymark.model.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether what an alert warns of still goes on, by its source's word. */
public enum AlertState {
  FIRING,
  RESOLVED;

  /** As addresses and conditions have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<AlertState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
