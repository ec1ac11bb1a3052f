package dev.waymark.server.forge;

/** What became of a pull request. */
public enum PullRequestState {
  OPEN,
  MERGED,
  /** Closed without being merged. */
  CLOSED
}
