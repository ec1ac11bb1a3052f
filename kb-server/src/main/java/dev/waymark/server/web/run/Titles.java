package dev.waymark.server.web.run;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;

/** What nodes of a tree are called. */
record Titles(Tree tree) {

  String of(String node) {
    return tree.node(node).map(Node::title).orElse(node);
  }

  String of(Destination destination) {
    if (destination instanceof Destination.Node node) {
      return of(node.id());
    }
    Destination.OtherEntry other = (Destination.OtherEntry) destination;
    return "entry " + other.entryId() + other.step().map(step -> ", at " + step).orElse("");
  }
}
