package dev.waymark.kql.bind;

/** When the value of an expression is known, earlier phases first. */
public enum Phase {
  /** When the query is bound. */
  BIND,
  /** When the plan is run: values from outside, the time, and what's taken out of tables. */
  RUN,
  /** Row by row. */
  ROW;

  /** When what is computed from values of both is known. */
  public Phase and(Phase other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
