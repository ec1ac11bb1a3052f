package dev.waymark.server.question;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.question.Facts.EdgeKind;
import java.util.ArrayList;
import java.util.List;

/** Nodes and edges of a tree as facts name them. */
final class Places {
  private final Tree tree;

  Places(Tree tree) {
    this.tree = tree;
  }

  Facts.Node node(Node node) {
    return new Facts.Node(tree.entry().id(), node.id(), node.kind(), node.title());
  }

  Facts.Node node(String id) {
    return node(tree.node(id).orElseThrow());
  }

  /**
   * The ways out of a node that its text names: patterns, or the answers that a person may give. A
   * pattern after which the same is asked again leads nowhere.
   */
  List<Facts.Edge> choices(Node node) {
    List<Facts.Edge> edges = new ArrayList<>();
    node.asks()
        .ifPresent(
            check ->
                check.branches().stream()
                    .filter(branch -> branch.to().isPresent())
                    .forEach(branch -> edges.add(branch(node, branch))));
    node.options().forEach(option -> edges.add(option(node, option)));
    return edges;
  }

  /** The edge by which a visit of a node was left. */
  Facts.Edge left(Node node, Departure departure) {
    return switch (departure) {
      case Departure.ByBranch branch ->
          branch(node, node.asks().orElseThrow().branches().get(branch.branch()));
      case Departure.ByReply reply -> option(node, node.options().get(reply.option()));
      case Departure.ByConfirming confirming -> confirmed(node, confirming.action());
      case Departure.ByDoing(Destination to) -> edge(node, EdgeKind.DO, "", "", "done", to);
      case Departure.ByReturning returning ->
          edge(node, EdgeKind.RETURN, "", "", "went back", new Destination.Node(returning.to()));
      case Departure.ByEscalating _ -> edge(node, EdgeKind.ESCALATE, "", "", "escalated", "", "");
      case Departure.ByEnding(Outcome outcome) ->
          edge(node, EdgeKind.END, "", "", outcome.label(), "", "");
    };
  }

  Facts.Edge branch(Node node, Branch branch) {
    return edge(
        node,
        EdgeKind.BRANCH,
        branch.state().name(),
        branch.when().map(Condition::text).orElse("otherwise"),
        branch.label(),
        branch.to().orElseGet(() -> new Destination.Node(node.id())));
  }

  Facts.Edge option(Node node, Option option) {
    String state = option.state().map(State::name).orElse("");
    return edge(node, EdgeKind.REPLY, state, option.answer(), option.label(), option.to());
  }

  /** A resolution was chosen. */
  Facts.Edge confirmed(Node node, String action) {
    return edge(
        node,
        EdgeKind.CONFIRM,
        "",
        "",
        tree.node(action).map(Node::title).orElse(action),
        new Destination.Node(action));
  }

  private Facts.Edge edge(
      Node node, EdgeKind kind, String state, String condition, String label, Destination to) {
    return switch (to) {
      case Destination.Node(String id) -> edge(node, kind, state, condition, label, "", id);
      case Destination.OtherEntry(String entryId, var step) ->
          edge(node, kind, state, condition, label, entryId, step.orElse(""));
    };
  }

  private Facts.Edge edge(
      Node node,
      EdgeKind kind,
      String state,
      String condition,
      String label,
      String toEntry,
      String toNode) {
    String key = Sha256.of(List.of(kind, state, condition, label, toEntry, toNode).toString());
    return new Facts.Edge(
        node(node), kind, state, condition, label, toEntry, toNode, key.substring(0, 32));
  }
}
