package dev.waymark.runbooks.condition;

/** What an expression is for. */
enum Purpose {
  /** Whether an answer shows a pattern. */
  PATTERN,
  /** What to remember of an answer. */
  VALUE,
  /** Whether an alert opens an entry. */
  ALERT,
  /** A parameter's value, taken from an alert. */
  ALERT_VALUE;

  boolean isTrueOrFalse() {
    return this == PATTERN || this == ALERT;
  }

  boolean looksAtAlert() {
    return this == ALERT || this == ALERT_VALUE;
  }
}
