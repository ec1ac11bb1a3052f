package dev.waymark.server.web.run;

import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;

/** The word, and the icon, for each kind of node. */
final class NodeKind implements NodeVisitor<String> {
  private static final NodeKind INSTANCE = new NodeKind();

  private NodeKind() {}

  static String of(Node node) {
    return node.accept(INSTANCE);
  }

  @Override
  public String visitQuery(Node.QueryNode node) {
    return "query";
  }

  @Override
  public String visitQuestion(Node.QuestionNode node) {
    return "question";
  }

  @Override
  public String visitCause(Node.CauseNode node) {
    return "cause";
  }

  @Override
  public String visitAction(Node.ActionNode node) {
    return "action";
  }

  @Override
  public String visitEscalation(Node.EscalationNode node) {
    return "escalation";
  }

  @Override
  public String visitPrevention(Node.PreventionNode node) {
    return "prevention";
  }
}
