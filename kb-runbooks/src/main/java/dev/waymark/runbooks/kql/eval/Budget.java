package dev.waymark.runbooks.kql.eval;

/** What is left of a query's {@link Limits}. */
final class Budget {
  private static final int CHECKED_EVERY = 1024;

  private final Limits limits;
  private final long deadline;
  private long rows;

  Budget(Limits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** Pays for a row; stops the query where that was too much. */
  void row() {
    rows++;
    if (rows % CHECKED_EVERY == 0) {
      check();
    }
    if (rows > limits.rows()) {
      throw new Stopped("more than " + limits.rows() + " rows on the way", "Filter earlier");
    }
  }

  void rows(int count) {
    rows += count;
    check();
    row();
  }

  private void check() {
    if (limits.cancelled().getAsBoolean()) {
      throw new Stopped("cancelled", "Ask again");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new Stopped("more than " + limits.time().toMillis() + " ms", "Filter earlier");
    }
  }
}
