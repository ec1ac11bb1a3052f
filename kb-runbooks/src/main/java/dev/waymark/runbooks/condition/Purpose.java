package dev.waymark.runbooks.condition;

/** What an expression is for. */
enum Purpose {
  /** Whether an answer shows a pattern. */
  PATTERN,
  /** What to remember of an answer. */
  VALUE,
  /** What a sentence says of an answer. */
  FINDING,
  /** What a sentence says when a person answered. */
  REPLY,
  /** What an incident is called. */
  TITLE,
  /** Whether an alert opens an entry. */
  ALERT,
  /** A parameter's value, taken from an alert. */
  ALERT_VALUE;

  boolean isTrueOrFalse() {
    return this == PATTERN || this == ALERT;
  }

  /** Whether it stands in a sentence, which shows single values. */
  boolean isSaid() {
    return this == FINDING || this == REPLY || this == TITLE;
  }

  /** Whether there is an answer of rows to look at. */
  boolean looksAtRows() {
    return this == PATTERN || this == VALUE || this == FINDING;
  }

  /** Whether a run has begun, which may have remembered something. */
  boolean looksAtRun() {
    return looksAtRows() || this == REPLY;
  }

  boolean looksAtAlert() {
    return this == ALERT || this == ALERT_VALUE;
  }
}
