package dev.waymark.server.web.run;

import dev.waymark.model.run.Destination;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Optional;

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

  /** The check of a step, of a cause's evidence or of an action's verification. */
  static Optional<CompiledCheck> check(Node node) {
    return node.accept(new CheckOf());
  }

  /** The options of a question; empty for any other node. */
  static List<Option> options(Node node) {
    return node instanceof Node.QuestionNode question ? question.options() : List.of();
  }

  private static final class CheckOf implements NodeVisitor<Optional<CompiledCheck>> {
    @Override
    public Optional<CompiledCheck> visitQuery(Node.QueryNode node) {
      return Optional.of(node.check());
    }

    @Override
    public Optional<CompiledCheck> visitQuestion(Node.QuestionNode node) {
      return Optional.empty();
    }

    @Override
    public Optional<CompiledCheck> visitCause(Node.CauseNode node) {
      return node.evidence();
    }

    @Override
    public Optional<CompiledCheck> visitAction(Node.ActionNode node) {
      return node.verification();
    }

    @Override
    public Optional<CompiledCheck> visitEscalation(Node.EscalationNode node) {
      return Optional.empty();
    }

    @Override
    public Optional<CompiledCheck> visitPrevention(Node.PreventionNode node) {
      return Optional.empty();
    }
  }
}
