package dev.waymark.server.web.run;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;

/** What nodes of a tree are called, and what they ask. */
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

  /** The options of a question; empty for any other node. */
  static List<Option> options(Node node) {
    return node instanceof Node.QuestionNode question ? question.options() : List.of();
  }
}
