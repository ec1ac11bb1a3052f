package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the edges that leave a node of a tree. */
final class TreeEdges {

  private final Tree tree;

  TreeEdges(Tree tree) {
    this.tree = tree;
  }

  List<Edge> from(Node node) {
    return switch (node) {
      case Node.QueryNode query -> branches(query, query.check());
      case Node.QuestionNode question -> options(question);
      case Node.CauseNode cause -> {
        List<Edge> edges = new ArrayList<>();
        cause.evidence().ifPresent(check -> edges.addAll(branches(cause, check)));
        cause.actions().forEach(action -> edges.add(plain(cause, action)));
        yield edges;
      }
      case Node.ActionNode action when action.verdict().isPresent() -> options(action);
      case Node.ActionNode action ->
          action
              .verification()
              .map(check -> branches(action, check))
              .orElseGet(
                  () ->
                      tree.nodes(NodeKind.PREVENTION).stream()
                          .map(prevention -> plain(action, prevention.id()))
                          .toList());
      case Node.EscalationNode _, Node.PreventionNode _ -> List.of();
    };
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
        branch.to().map(TreeEdges::target).orElse(node.id()),
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
