package dev.waymark.server.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That the answer which came last decides nothing yet, so that the same is asked again.
 *
 * @param visit where the run is
 * @param branch the one that says so
 * @param at when
 * @param times how often it was asked again at this visit already
 */
public record ScheduledRepeat(int visit, int branch, Instant at, int times) {
  /** So often in a row the server asks by itself: an incident may have been forgotten. */
  private static final int MOST_BY_ITSELF = 12;

  public ScheduledRepeat {
    requireNonNull(at);
  }

  /** Whether the server does it, rather than a person. */
  public boolean isByItself() {
    return times < MOST_BY_ITSELF;
  }

  static Optional<ScheduledRepeat> of(Tree tree, RunState state, List<RecordedEvent> events) {
    return state
        .request()
        .filter(Request.Decide.class::isInstance)
        .flatMap(request -> ((Request.Decide) request).proposed())
        .flatMap(
            branch ->
                tree.node(state.current().node())
                    .flatMap(Node::asks)
                    .map(check -> check.branches().get(branch))
                    .flatMap(Branch::askAgainAfter)
                    .map(
                        after ->
                            new ScheduledRepeat(
                                state.current().number(),
                                branch,
                                answeredAt(events).plus(after),
                                state.current().timesAskedAgain())));
  }

  private static Instant answeredAt(List<RecordedEvent> events) {
    return events.stream()
        .filter(recorded -> recorded.event() instanceof RunEvent.Answered)
        .map(RecordedEvent::at)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
