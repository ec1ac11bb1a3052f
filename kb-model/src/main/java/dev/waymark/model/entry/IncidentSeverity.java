package dev.waymark.model.entry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad an incident is, from {@code SEV1}, the worst, to {@code SEV4}. */
public enum IncidentSeverity {
  SEV1,
  SEV2,
  SEV3,
  SEV4;

  /** As entries write it: {@code sev1}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<IncidentSeverity> ofLabel(String label) {
    return Arrays.stream(values())
        .filter(s -> s.name().equalsIgnoreCase(label.strip()))
        .findFirst();
  }
}
