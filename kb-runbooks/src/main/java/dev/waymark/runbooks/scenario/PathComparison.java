package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.scenario.ScenarioWalk.Difference;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where a walk first differs from the one that its scenario is recorded for. */
final class PathComparison {
  private final Tree tree;
  private final Scenario scenario;
  private final List<Visit> visits;
  private final Optional<Outcome> outcome;
  private final Optional<String> stopped;

  PathComparison(Tree tree, Scenario scenario, RunState state, Optional<String> stopped) {
    this.tree = tree;
    this.scenario = scenario;
    this.visits = state.visits();
    this.outcome = state.outcome();
    this.stopped = stopped;
  }

  Optional<Difference> difference() {
    List<String> expected = scenario.path();
    for (int i = 0; i < Math.max(expected.size(), visits.size()); i++) {
      Optional<String> want = i < expected.size() ? Optional.of(expected.get(i)) : Optional.empty();
      Optional<String> got =
          i < visits.size() ? Optional.of(visits.get(i).node()) : Optional.empty();
      if (!want.equals(got)) {
        Optional<String> end = got.isEmpty() ? outcome.map(Outcome::label) : got;
        return Optional.of(
            new Difference(
                i + 1,
                want.isEmpty() ? Optional.of(scenario.outcome().label()) : want,
                end,
                why(i)));
      }
    }
    if (outcome.equals(Optional.of(scenario.outcome()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Difference(
            visits.size() + 1,
            Optional.of(scenario.outcome().label()),
            outcome.map(Outcome::label),
            why(visits.size())));
  }

  /** What happened at the visit before a step. */
  private List<String> why(int step) {
    List<String> why = new ArrayList<>();
    if (step > 0) {
      why.addAll(WalkText.lines(tree, visits.get(Math.min(step, visits.size()) - 1)));
    }
    if (step >= visits.size()) {
      stopped.filter(text -> !isToldByTheWalk(text)).ifPresent(why::add);
    }
    return why;
  }

  /** Where nothing is proposed, the walk's last lines say why. */
  private boolean isToldByTheWalk(String text) {
    return !visits.isEmpty()
        && visits
            .get(visits.size() - 1)
            .attempt()
            .flatMap(Attempt::proposal)
            .filter(proposal -> proposal.why().equals(text))
            .isPresent();
  }
}
