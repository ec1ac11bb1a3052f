package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.Optional;

/** The nodes that a run heads for without a link, and how messages name a place. */
final class WellKnownNodes {
  private WellKnownNodes() {}

  static Optional<Node> escalation(Tree tree) {
    return first(tree, NodeKind.ESCALATION);
  }

  static Optional<Node> prevention(Tree tree) {
    return first(tree, NodeKind.PREVENTION);
  }

  static String name(Destination destination) {
    return "`" + destination.node().orElseGet(destination::link) + "`";
  }

  private static Optional<Node> first(Tree tree, NodeKind kind) {
    return tree.nodes(kind).stream().findFirst();
  }
}
