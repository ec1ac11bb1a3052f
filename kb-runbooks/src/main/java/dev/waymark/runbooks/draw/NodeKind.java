package dev.waymark.runbooks.draw;

import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import java.util.Locale;

/** What a drawn node is. */
public enum NodeKind {
  QUERY,
  QUESTION,
  CAUSE,
  ACTION,
  ESCALATION,
  PREVENTION;

  /** In lower case, as JSON and style classes name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static NodeKind of(Node node) {
    return node.accept(
        new NodeVisitor<>() {
          @Override
          public NodeKind visitQuery(Node.QueryNode query) {
            return QUERY;
          }

          @Override
          public NodeKind visitQuestion(Node.QuestionNode question) {
            return QUESTION;
          }

          @Override
          public NodeKind visitCause(Node.CauseNode cause) {
            return CAUSE;
          }

          @Override
          public NodeKind visitAction(Node.ActionNode action) {
            return ACTION;
          }

          @Override
          public NodeKind visitEscalation(Node.EscalationNode escalation) {
            return ESCALATION;
          }

          @Override
          public NodeKind visitPrevention(Node.PreventionNode prevention) {
            return PREVENTION;
          }
        });
  }
}
