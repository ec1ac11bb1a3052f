package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with its log: what facts are folded from.
 *
 * @param ordinal from 1, among the runs of the incident
 * @param state what the events come to on the tree
 */
public record RecordedRun(int ordinal, Tree tree, RunState state, List<RecordedEvent> events) {
  public RecordedRun {
    requireNonNull(tree);
    requireNonNull(state);
    events = List.copyOf(events);
  }

  /** Where the incident stands while this is its last run. */
  public IncidentState incidentState() {
    return state
        .outcome()
        .map(IncidentState::after)
        .orElseGet(() -> isAtPrevention() ? IncidentState.MITIGATED : IncidentState.OPEN);
  }

  /** When the run ended; what is said about it later doesn't change that. */
  public Optional<Instant> ended() {
    return state.outcome().isEmpty()
        ? Optional.empty()
        : events.reversed().stream()
            .filter(recorded -> recorded.event() instanceof RunEvent.Ended)
            .map(RecordedEvent::at)
            .findFirst();
  }

  RunNames names() {
    return new RunNames(Optional.of(tree), Optional.of(state), KnownNames.AS_RECORDED);
  }

  Node node(String id) {
    return tree.node(id).orElseThrow();
  }

  private boolean isAtPrevention() {
    return node(state.current().node()) instanceof Node.PreventionNode;
  }
}
