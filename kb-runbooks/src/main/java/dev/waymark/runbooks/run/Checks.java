package dev.waymark.runbooks.run;

import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import java.util.Optional;

/** The check that a node asks, of whatever kind the node is. */
final class Checks implements NodeVisitor<Optional<CompiledCheck>> {
  private static final Checks INSTANCE = new Checks();

  private Checks() {}

  static Optional<CompiledCheck> of(Node node) {
    return node.accept(INSTANCE);
  }

  /** The check that is asked on arrival: an action's waits until its list is done. */
  static Optional<CompiledCheck> onArrival(Node node) {
    return node instanceof Node.ActionNode ? Optional.empty() : of(node);
  }

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
