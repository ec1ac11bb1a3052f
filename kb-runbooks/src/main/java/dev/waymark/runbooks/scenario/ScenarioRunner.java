package dev.waymark.runbooks.scenario;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.ScenarioDriver.Move;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks a tree on a scenario as nobody does in earnest: it always takes what is proposed, answers
 * as the scenario says, ticks everything, and ends the run as suggested.
 */
public final class ScenarioRunner {
  /** More visits than any sensible walk has; a walk in circles ends here. */
  private static final int MOST_VISITS = 200;

  private final Tree tree;
  private final RunMachine machine;

  public ScenarioRunner(Tree tree) {
    this.tree = requireNonNull(tree);
    this.machine = new RunMachine(tree);
  }

  /** Walks to the end, or to where nothing can be decided. */
  public ScenarioWalk run(Scenario scenario, QuerySource source) {
    Reaction start =
        machine.start(scenario.parameters(), Optional.of(scenario.name()), Optional.empty());
    if (start instanceof Reaction.Refused refused) {
      var difference =
          new ScenarioWalk.Difference(
              1, scenario.path().stream().findFirst(), Optional.empty(), List.of(said(refused)));
      return new ScenarioWalk(scenario, List.of(), Optional.empty(), Optional.of(difference));
    }
    Accepted begun = (Accepted) start;
    List<RunEvent> events = new ArrayList<>(begun.events());
    RunState state = begun.state();
    var driver = new ScenarioDriver(tree, scenario, source);
    Optional<String> stopped = Optional.empty();
    while (state.isLive() && stopped.isEmpty()) {
      Move move = driver.next(state);
      if (state.visits().size() > MOST_VISITS) {
        stopped = Optional.of("The walk goes in circles: it has more than 200 steps.");
      } else if (move instanceof Move.Stop stop) {
        stopped = Optional.of(stop.why());
      } else {
        RunInput input = ((Move.Send) move).input();
        Reaction reaction = machine.accept(state, input);
        if (reaction instanceof Accepted accepted) {
          events.addAll(accepted.events());
          state = accepted.state();
        } else {
          stopped = Optional.of(said((Reaction.Refused) reaction));
        }
      }
    }
    return new ScenarioWalk(
        scenario,
        events,
        Optional.of(state),
        new PathComparison(tree, scenario, state, stopped).difference());
  }

  private static String said(Reaction.Refused refused) {
    return refused.message() + ". " + refused.hint();
  }
}
