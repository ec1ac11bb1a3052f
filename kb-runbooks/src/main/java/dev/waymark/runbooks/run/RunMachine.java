package dev.waymark.runbooks.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.run.Replay.Divergence;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Walks a tree: folds events into a state, and says which events follow from an input. Pure: the
 * same tree, events and input always give the same reaction, and no input throws.
 */
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
    ParameterValues read =
        ParameterValues.read(tree.entry().frontMatter().parameters(), parameters);
    if (!read.problems().isEmpty()) {
      String message =
          read.problems().entrySet().stream()
              .map(problem -> "`" + problem.getKey() + "`: " + problem.getValue())
              .collect(Collectors.joining("; "));
      return new Refused(
          Refusal.BAD_PARAMETERS, message, "Give each of these parameters a value of its type.");
    }
    return Walk.begin(
        tree,
        new RunEvent.Started(
            tree.entry().id(),
            tree.entry().hash(),
            read.values(),
            scenario,
            Optional.empty(),
            at.orElse(tree.root())));
  }

  /**
   * The state after a run's events, all of them, in order. What was decided then stands: conditions
   * aren't evaluated again.
   */
  public Replay replay(List<RunEvent> events) {
    if (events.isEmpty()) {
      return new Replay(
          Optional.empty(), Optional.of(new Divergence(0, 1, "the run has no events")));
    }
    FoldResult folded = Fold.begin(tree, events.get(0));
    Optional<RunState> state = Optional.empty();
    for (int i = 0; ; i++) {
      switch (folded) {
        case FoldResult.Misfit(String why) -> {
          int visit = state.map(s -> s.current().number()).orElse(1);
          return new Replay(state, Optional.of(new Divergence(i, visit, why)));
        }
        case FoldResult.Fits(RunState fitting) -> {
          state = Optional.of(fitting);
          if (i + 1 == events.size()) {
            return new Replay(state, Optional.empty());
          }
          folded = Fold.apply(tree, fitting, events.get(i + 1));
        }
      }
    }
  }

  /**
   * Walks a recorded run again: the same inputs and answers, but everything that the machine
   * decides is decided anew. Diverges where another branch would be proposed today.
   */
  public Replay reexecute(List<RunEvent> events) {
    return new Reexecution(tree, events).replay();
  }

  /**
   * What follows from an input in a state.
   *
   * @param at when it is given
   */
  public Reaction accept(RunState state, RunInput input, Instant at) {
    return tree.node(state.current().node())
        .map(node -> new Decisions(tree, state, node, at).react(input))
        .orElseGet(
            () ->
                new Refused(
                    Refusal.NOT_POSSIBLE,
                    "The entry has no step `" + state.current().node() + "` any more",
                    "Start a new run on the entry as it is now."));
  }
}
