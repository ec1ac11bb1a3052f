package dev.waymark.runbooks.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a tree: folds events into a state, and says which events follow from an input. Pure: the
 * same tree, events and input always give the same reaction, and no input throws.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class RunMachine {
  private final Tree tree;

  public RunMachine(Tree tree) {
    this.tree = requireNonNull(tree);
  }

  /**
   * Begins a run.
   *
   * @param parameters as people wrote them; a missing one takes its default
   * @param at where to begin; empty for the root
   */
  public Reaction start(
      Map<String, String> parameters, Optional<String> scenario, Optional<String> at) {
    throw new UnsupportedOperationException(tree.root());
  }

  /**
   * The state after a run's events, all of them, in order. What was decided then stands: conditions
   * aren't evaluated again.
   */
  public Replay replay(List<RunEvent> events) {
    throw new UnsupportedOperationException();
  }

  /**
   * Walks a recorded run again: the same inputs and answers, but everything that the machine
   * decides is decided anew. Diverges where another branch would be proposed today.
   */
  public Replay rewalk(List<RunEvent> events) {
    throw new UnsupportedOperationException();
  }

  /** What follows from an input in a state. */
  public Reaction accept(RunState state, RunInput input) {
    throw new UnsupportedOperationException();
  }
}
