package dev.waymark.model.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a run ended. */
public enum Outcome {
  RESOLVED,
  /** Handed to somebody else, with a confirmed cause. */
  ESCALATED,
  /** Ended by somebody because the entry doesn't know it. */
  NOT_COVERED,
  /** Went on in another entry. */
  CONTINUED,
  ABANDONED;

  /** As scenarios and exports write it: {@code not-covered}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Outcome> ofLabel(String label) {
    return Arrays.stream(values()).filter(outcome -> outcome.label().equals(label)).findFirst();
  }
}
