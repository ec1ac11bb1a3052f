package dev.waymark.server.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.event.IncidentHead;
import java.time.Instant;
import java.util.Optional;

/** Says where an incident stands, given where its last run does. */
final class IncidentHeads {
  private IncidentHeads() {}

  static IncidentHead of(Tree tree, RunState state, Instant now) {
    String node = state.current().node();
    IncidentState incident = stateOf(tree, state);
    return new IncidentHead(
        incident,
        state.cause(),
        state.cause().flatMap(tree::node).map(Node::title),
        node,
        tree.node(node).map(Node::title).orElse(node),
        now,
        incident.isActive() ? Optional.empty() : Optional.of(now));
  }

  private static IncidentState stateOf(Tree tree, RunState state) {
    if (state.outcome().isEmpty()) {
      return tree.node(state.current().node()).orElseThrow().kind() == NodeKind.PREVENTION
          ? IncidentState.MITIGATED
          : IncidentState.OPEN;
    }
    return IncidentState.after(state.outcome().orElseThrow());
  }
}
