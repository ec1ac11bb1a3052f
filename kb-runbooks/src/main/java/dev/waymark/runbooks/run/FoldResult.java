package dev.waymark.runbooks.run;

/** Whether an event fits a state and a tree. */
sealed interface FoldResult {
  record Fits(RunState state) implements FoldResult {}

  /** It doesn't, and why, in words for somebody who knows the tree. */
  record Misfit(String why) implements FoldResult {}
}
