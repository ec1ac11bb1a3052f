package dev.waymark.runbooks.tree;

/** One case a kind of {@link Node}; a new kind stops the build wherever it matters. */
public interface NodeVisitor<R> {
  R visitQuery(Node.QueryNode node);

  R visitQuestion(Node.QuestionNode node);

  R visitCause(Node.CauseNode node);

  R visitAction(Node.ActionNode node);

  R visitEscalation(Node.EscalationNode node);

  R visitPrevention(Node.PreventionNode node);
}
