package dev.waymark.model.incident;

import dev.waymark.model.run.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an incident stands. */
public enum IncidentState {
  /** Somebody looks for the cause, or mends it. */
  OPEN,
  /** It works again; prevention is left to do. */
  MITIGATED,
  RESOLVED,
  /** Handed to somebody else, with or without a cause. */
  ESCALATED,
  /** Given up without an outcome. */
  ABANDONED;

  /** As filters and exports write it: {@code open}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there is still something to do here. */
  public boolean isActive() {
    return this == OPEN || this == MITIGATED;
  }

  /** Where an incident stands once its last run has ended. */
  public static IncidentState after(Outcome outcome) {
    return switch (outcome) {
      case RESOLVED -> RESOLVED;
      case ESCALATED, NOT_COVERED -> ESCALATED;
      case CONTINUED -> OPEN;
      case ABANDONED -> ABANDONED;
    };
  }

  public static Optional<IncidentState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
