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
  /** Handed to somebody else, with a confirmed cause. */
  ESCALATED,
  /** Somebody said that no entry knows it: a gap to be filled. */
  NOT_COVERED,
  /** Given up without an outcome. */
  ABANDONED;

  /** As filters and exports write it: {@code not-covered}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether there is still something to do here. */
  public boolean isActive() {
    return this == OPEN || this == MITIGATED;
  }

  /** Where an incident stands once its last run has ended. */
  public static IncidentState after(Outcome outcome) {
    return switch (outcome) {
      case RESOLVED -> RESOLVED;
      case ESCALATED -> ESCALATED;
      case NOT_COVERED -> NOT_COVERED;
      case CONTINUED -> OPEN;
      case ABANDONED -> ABANDONED;
    };
  }

  public static Optional<IncidentState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
