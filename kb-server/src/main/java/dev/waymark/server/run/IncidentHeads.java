package dev.waymark.server.run;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.event.IncidentHead;
import java.time.Instant;
import java.util.Optional;

/** Says where an incident stands, given where its last run does. */
final class IncidentHeads {
  private IncidentHeads() {}

  private static Optional<String> owner(RecordedRun run) {
    return run.events().reversed().stream()
        .map(RecordedEvent::event)
        .filter(RunEvent.HandedOver.class::isInstance)
        .map(event -> ((RunEvent.HandedOver) event).to())
        .findFirst();
  }

  static IncidentHead of(RecordedRun run, Instant now) {
    RunState state = run.state();
    String node = state.current().node();
    IncidentState incident = run.incidentState();
    return new IncidentHead(
        incident,
        state.cause(),
        state.cause().flatMap(run.tree()::node).map(Node::title),
        node,
        run.tree().node(node).map(Node::title).orElse(node),
        owner(run),
        now,
        incident.isActive() ? Optional.empty() : run.ended());
  }
}
