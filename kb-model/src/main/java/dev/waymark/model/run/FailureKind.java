package dev.waymark.model.run;

/** Why a source gave no answer. */
public enum FailureKind {
  /** The identity may not ask this. */
  REFUSED,
  /** Asked too often. */
  THROTTLED,
  TIMED_OUT,
  /** Nothing there, or no way there. */
  UNREACHABLE,
  /** The source doesn't understand the query. */
  INVALID,
  CANCELLED,
  /** No source here can answer this: nothing recorded, nothing configured. */
  NO_SOURCE
}
