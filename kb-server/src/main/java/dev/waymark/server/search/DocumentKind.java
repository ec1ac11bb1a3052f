package dev.waymark.server.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What search finds; the names are those that the store keeps. */
public enum DocumentKind {
  /** A runbook as a whole: its title, symptoms and headings. */
  ENTRY,
  /** A step, cause or action of an entry. */
  STEP,
  LESSON,
  INCIDENT,
  /** What somebody wrote down during an incident. */
  NOTE;

  /** As addresses and JSON write it: {@code entry}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DocumentKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
