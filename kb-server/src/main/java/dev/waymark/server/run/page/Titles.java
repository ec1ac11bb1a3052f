package dev.waymark.server.run.page;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;

/** What nodes of a tree are called. */
record Titles(Tree tree) {

  String of(String node) {
    return tree.node(node).map(Node::title).orElse(node);
  }

  String of(Destination destination) {
    return switch (destination) {
      case Destination.Node(String id) -> of(id);
      case Destination.OtherEntry(String entryId, var step) ->
          "entry " + entryId + step.map(slug -> ", at " + slug).orElse("");
    };
  }
}
