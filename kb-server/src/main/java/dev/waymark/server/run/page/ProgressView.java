package dev.waymark.server.run.page;

import java.util.List;

/**
 * The live queries of a run, those without an answer first.
 *
 * @param seen number of the run's last event that the reader sees
 * @param waiting whether the run waits for one of them
 * @param underWay how many are queued or running
 * @param failed how many have no answer
 */
record ProgressView(
    long incident, int seen, boolean waiting, int underWay, int failed, List<QueryLine> queries) {
  ProgressView {
    queries = List.copyOf(queries);
  }

  /** How many have an answer. */
  public long answered() {
    return queries.stream()
        .filter(query -> query.phase().equals("done") || query.phase().equals("partial"))
        .count();
  }

  /** Whether it changes without anybody doing anything. */
  public boolean isMoving() {
    return waiting || underWay > 0;
  }

  /**
   * A query.
   *
   * @param ticket by which it can be cancelled
   * @param title of its step
   * @param target what is asked
   * @param phase {@code queued}, {@code running}, {@code done}, {@code partial}, {@code failed} or
   *     {@code cancelled}
   * @param line how it stands, in a sentence
   * @param hint what to do; empty unless it failed
   * @param awaited whether the run waits for it; the others may be needed soon
   */
  record QueryLine(
      long ticket,
      String title,
      String target,
      String phase,
      String line,
      String hint,
      boolean awaited) {
    public boolean isUnderWay() {
      return phase.equals("queued") || phase.equals("running");
    }
  }
}
