package dev.waymark.server.run.page;

import dev.waymark.model.incident.Actor;
import dev.waymark.runbooks.draw.TreeGraph;
import dev.waymark.runbooks.draw.WaysOn;
import dev.waymark.runbooks.record.Deviation;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepFacts;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.RunPageView.TrailStop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the path so far, and the ways on. */
final class TrailMapper {
  private final RunView run;
  private final VisitEndText departures;
  private final Titles titles;

  TrailMapper(RunView run) {
    this.run = run;
    this.titles = new Titles(run.tree());
    this.departures = new VisitEndText(titles);
  }

  /**
   * Every visit, in order.
   *
   * @param shown number of the visit that the page shows
   */
  List<TrailStop> map(int shown) {
    RunState state = run.state();
    Map<String, Integer> lastVisits = new HashMap<>();
    state.visits().forEach(visit -> lastVisits.put(visit.node(), visit.number()));
    return RunFacts.of(run.recorded()).steps().stream()
        .map(
            step ->
                stop(
                    step, step.at().visit() == lastVisits.getOrDefault(step.at().node(), 0), shown))
        .toList();
  }

  /** The ways on from where the run is; none once it has ended. */
  WaysOn ways() {
    Visit current = run.state().current();
    return hasEnded()
        ? WaysOn.none()
        : WaysOn.of(
            TreeGraph.of(run.tree()),
            current.node(),
            branch -> current.attempt().filter(made -> made.speaksAgainst(branch)).isPresent());
  }

  private TrailStop stop(StepFacts step, boolean lastHere, int shown) {
    Visit visit = step.visit();
    Node node = step.node();
    boolean here = visit.number() == run.state().current().number() && !hasEnded();
    return new TrailStop(
        visit.number(),
        lastHere ? node.id() : node.id() + "--" + visit.number(),
        node.title(),
        here ? "here" : VisitEndText.sign(node, visit),
        departures.found(node, visit).orElse(""),
        step.deviation().filter(Deviation::isOverride).isPresent(),
        isByItself(step),
        here,
        visit.number() == shown);
  }

  private static boolean isByItself(StepFacts step) {
    return step.visit().left().orElse(null) instanceof Visit.Departure.ByBranch
        && step.left().filter(left -> left.by().equals(Actor.ENGINE)).isPresent();
  }

  private boolean hasEnded() {
    return run.state().outcome().isPresent();
  }
}
