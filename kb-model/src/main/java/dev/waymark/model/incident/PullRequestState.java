package dev.waymark.model.incident;

import java.util.Locale;

/** What became of a pull request. */
public enum PullRequestState {
  OPEN,
  MERGED,
  /** Closed without being merged. */
  CLOSED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
