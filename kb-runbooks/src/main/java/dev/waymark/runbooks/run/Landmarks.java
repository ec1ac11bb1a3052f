package dev.waymark.runbooks.run;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.Optional;

/** The nodes that a run heads for without a link, and how messages name a place. */
final class Landmarks {
  private Landmarks() {}

  static Optional<Node> escalation(Tree tree) {
    return first(tree, Node.EscalationNode.class);
  }

  static Optional<Node> prevention(Tree tree) {
    return first(tree, Node.PreventionNode.class);
  }

  static String name(Destination destination) {
    return "`" + destination.node().orElseGet(destination::link) + "`";
  }

  private static Optional<Node> first(Tree tree, Class<? extends Node> kind) {
    return tree.nodes().values().stream().filter(kind::isInstance).findFirst();
  }
}
