package dev.waymark.runbooks.scenario;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.scenario.ScenarioDriver.Move;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks a tree on a scenario as nobody does in earnest: it always takes what is proposed, answers
 * as the scenario says, ticks everything, and ends the run as suggested.
 */
public final class ScenarioRunner {
  private final Tree tree;
  private final RunMachine machine;

  public ScenarioRunner(Tree tree) {
    this.tree = requireNonNull(tree);
    this.machine = new RunMachine(tree);
  }

  /**
   * Walks to the end, or to where nothing can be decided. A walk that has left the scenario's path
   * goes on to show where it leads, until it comes back to a step that it has been at.
   *
   * @param clock its now is the time of the run's beginning, as for the source
   */
  public ScenarioWalk run(Scenario scenario, QuerySource source, Clock clock) {
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
    var time = new ScenarioTime(scenario, clock.instant());
    var driver = new ScenarioDriver(tree, scenario, source);
    Optional<String> stopped = Optional.empty();
    while (state.isLive() && stopped.isEmpty() && !isAstrayInACircle(scenario, state)) {
      switch (driver.next(state)) {
        case Move.Stop(String why) -> stopped = Optional.of(why);
        case Move.Send(RunInput input) -> {
          switch (machine.accept(state, input, time.now(state.turns()))) {
            case Accepted accepted -> {
              events.addAll(accepted.events());
              state = accepted.state();
            }
            case Reaction.Refused refused -> stopped = Optional.of(said(refused));
          }
        }
      }
    }
    return new ScenarioWalk(
        scenario,
        events,
        Optional.of(state),
        new PathComparison(tree, scenario, state, stopped).difference());
  }

  /** Whether the run has left the scenario's path and is at a step where it has been before. */
  private static boolean isAstrayInACircle(Scenario scenario, RunState state) {
    List<String> walked = state.visits().stream().map(Visit::node).toList();
    List<String> path = scenario.path();
    boolean onPath = walked.size() <= path.size() && walked.equals(path.subList(0, walked.size()));
    return !onPath && walked.indexOf(state.current().node()) < walked.size() - 1;
  }

  private static String said(Reaction.Refused refused) {
    return refused.message() + ". " + refused.hint();
  }
}
