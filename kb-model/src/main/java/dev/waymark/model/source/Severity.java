package dev.waymark.model.source;

/** How much an {@link Issue} matters. */
public enum Severity {
  /** The entry doesn't run, or would mislead. */
  ERROR,
  /** The entry runs, but somebody should look at it. */
  WARNING,
  /** A suggestion. */
  INFO
}
