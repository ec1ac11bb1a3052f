package dev.waymark.runbooks.run;

/** Whether an event fits a state and a tree. */
sealed interface Folded {
  record Fits(RunState state) implements Folded {}

  /** It doesn't, and why, in words for somebody who knows the tree. */
  record Misfit(String why) implements Folded {}
}
