package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import java.util.List;
import java.util.Optional;

/**
 * The walk that a scenario really takes.
 *
 * @param events of the run, with the evidence of each step
 * @param state where the run stands; absent if it couldn't start
 * @param difference from the walk that the scenario is recorded for; absent if it passes
 */
public record ScenarioWalk(
    Scenario scenario,
    List<RunEvent> events,
    Optional<RunState> state,
    Optional<Difference> difference) {
  public ScenarioWalk {
    events = List.copyOf(events);
  }

  public boolean passed() {
    return difference.isEmpty();
  }

  /** The nodes in the order of the walk. */
  public List<String> path() {
    return state.map(s -> s.visits().stream().map(Visit::node).toList()).orElse(List.of());
  }

  /**
   * Where the walk first differs.
   *
   * @param step counted from 1; the end of the run is the step after the last
   * @param expected a node or an outcome
   * @param got a node or an outcome; absent if the walk stopped
   * @param why in sentences, one on each line: the patterns that were tried before, or why it
   *     stopped
   */
  public record Difference(
      int step, Optional<String> expected, Optional<String> got, List<String> why) {
    public Difference {
      why = List.copyOf(why);
    }

    /** The first line of a report. */
    public String message() {
      return "step %d: expected %s, got %s"
          .formatted(step, expected.orElse("no further step"), got.orElse("a walk that stops"));
    }
  }
}
