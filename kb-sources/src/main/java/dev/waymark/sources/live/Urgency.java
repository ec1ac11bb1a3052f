package dev.waymark.sources.live;

/** Who waits for a query. */
public enum Urgency {
  /** A person looks at its step. */
  NOW,
  /** It may be needed later. */
  AHEAD
}
