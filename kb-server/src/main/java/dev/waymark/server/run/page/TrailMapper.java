package dev.waymark.server.run.page;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.RunPageView.TrailStop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows the path so far. */
final class TrailMapper {
  private final RunView run;
  private final Departures departures;
  private final Titles titles;
  private final Set<Integer> byItself;

  TrailMapper(RunView run) {
    this.run = run;
    this.byItself =
        run.events().stream()
            .filter(recorded -> recorded.actor().equals(Actor.ENGINE))
            .map(RecordedEvent::event)
            .filter(RunEvent.BranchTaken.class::isInstance)
            .map(event -> ((RunEvent.BranchTaken) event).visit())
            .collect(Collectors.toSet());
    this.titles = new Titles(run.tree());
    this.departures = new Departures(titles);
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
    return state.visits().stream()
        .map(
            visit -> stop(visit, lastVisits.getOrDefault(visit.node(), 0) == visit.number(), shown))
        .toList();
  }

  private TrailStop stop(Visit visit, boolean lastHere, int shown) {
    Node node = run.tree().node(visit.node()).orElseThrow();
    boolean here = visit.number() == run.state().current().number() && !hasEnded();
    return new TrailStop(
        visit.number(),
        lastHere ? node.id() : node.id() + "--" + visit.number(),
        node.title(),
        here ? "here" : Departures.sign(node, visit),
        visit.left().map(left -> departures.sentence(node, left)).orElse(""),
        Departures.overrides(visit),
        byItself.contains(visit.number()),
        here,
        visit.number() == shown);
  }

  private boolean hasEnded() {
    return run.state().outcome().isPresent();
  }
}
