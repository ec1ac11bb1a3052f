package dev.waymark.runbooks.draw;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the edges that leave a node of a tree. */
final class EdgesOf implements NodeVisitor<List<Edge>> {

  private final Tree tree;

  EdgesOf(Tree tree) {
    this.tree = tree;
  }

  List<Edge> from(String id) {
    return tree.node(id).orElseThrow().accept(this);
  }

  @Override
  public List<Edge> visitQuery(Node.QueryNode node) {
    return branches(node, node.check());
  }

  @Override
  public List<Edge> visitQuestion(Node.QuestionNode node) {
    return options(node);
  }

  @Override
  public List<Edge> visitCause(Node.CauseNode node) {
    List<Edge> edges = new ArrayList<>();
    node.evidence().ifPresent(check -> edges.addAll(branches(node, check)));
    node.actions().forEach(action -> edges.add(plain(node, action)));
    return edges;
  }

  @Override
  public List<Edge> visitAction(Node.ActionNode node) {
    if (node.verdict().isPresent()) {
      return options(node);
    }
    return node.verification()
        .map(check -> branches(node, check))
        .orElseGet(
            () ->
                tree.nodes().values().stream()
                    .filter(Node.PreventionNode.class::isInstance)
                    .map(prevention -> plain(node, prevention.id()))
                    .toList());
  }

  @Override
  public List<Edge> visitEscalation(Node.EscalationNode node) {
    return List.of();
  }

  @Override
  public List<Edge> visitPrevention(Node.PreventionNode node) {
    return List.of();
  }

  private static List<Edge> options(Node node) {
    return node.options().stream()
        .map(option -> new Edge(node.id(), target(option.to()), option.state(), option.answer()))
        .toList();
  }

  private static List<Edge> branches(Node node, CompiledCheck check) {
    return check.branches().stream().map(branch -> edge(node, branch)).toList();
  }

  private static Edge edge(Node node, Branch branch) {
    return new Edge(
        node.id(),
        branch.to().map(EdgesOf::target).orElse(node.id()),
        Optional.of(branch.state()),
        branch.when().map(Condition::text).orElse("otherwise"),
        branch.askAgainAfter());
  }

  private static Edge plain(Node node, String to) {
    return new Edge(node.id(), to, Optional.empty(), "");
  }

  private static String target(Destination to) {
    return to.node().orElseGet(to::link);
  }
}
