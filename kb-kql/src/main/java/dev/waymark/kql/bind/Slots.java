package dev.waymark.kql.bind;

/** Numbers what is computed once a run, and notes whether the plan is complete. */
public final class Slots {
  private int count;
  private boolean open;

  int next() {
    return count++;
  }

  /** Something depends on what only a run brings, so that the query is bound anew for each run. */
  public void leaveOpen() {
    open = true;
  }

  public boolean areOpen() {
    return open;
  }
}
