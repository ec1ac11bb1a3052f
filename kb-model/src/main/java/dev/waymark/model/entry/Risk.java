package dev.waymark.model.entry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an action may do to production. */
public enum Risk {
  READ,
  CHANGE,
  DESTRUCTIVE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Risk> ofLabel(String label) {
    return Arrays.stream(values()).filter(risk -> risk.label().equals(label)).findFirst();
  }
}
