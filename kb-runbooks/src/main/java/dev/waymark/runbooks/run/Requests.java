package dev.waymark.runbooks.run;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.NodeVisitor;
import java.util.List;

/** What a run needs next at the node where it is. */
final class Requests implements NodeVisitor<Request> {
  private final List<Visit> visits;
  private final Visit visit;
  private final int stay;
  private final boolean causeConfirmed;

  Requests(List<Visit> visits, boolean causeConfirmed) {
    this.visits = visits;
    this.visit = visits.get(visits.size() - 1);
    this.stay = (int) visits.stream().filter(v -> v.node().equals(visit.node())).count();
    this.causeConfirmed = causeConfirmed;
  }

  @Override
  public Request visitQuery(Node.QueryNode node) {
    return asked();
  }

  @Override
  public Request visitQuestion(Node.QuestionNode node) {
    return new Request.Reply(visit.number(), visit.node());
  }

  @Override
  public Request visitCause(Node.CauseNode node) {
    return node.evidence().isPresent()
        ? asked()
        : new Request.Confirm(visit.number(), visit.node());
  }

  @Override
  public Request visitAction(Node.ActionNode node) {
    if (visit.asksPerson()) {
      return new Request.Reply(visit.number(), visit.node());
    }
    return visit.attempts().isEmpty()
        ? new Request.CarryOut(visit.number(), visit.node())
        : asked();
  }

  @Override
  public Request visitEscalation(Node.EscalationNode node) {
    return new Request.Close(
        visit.number(), visit.node(), causeConfirmed ? Outcome.ESCALATED : Outcome.NOT_COVERED);
  }

  @Override
  public Request visitPrevention(Node.PreventionNode node) {
    return new Request.Close(visit.number(), visit.node(), Outcome.RESOLVED);
  }

  private Request asked() {
    return visit
        .attempt()
        .filter(Attempt::isAwaited)
        .<Request>map(
            attempt ->
                new Request.Ask(
                    visit.number(), visit.node(), stay, attempt.query(), Turns.of(visits)))
        .orElseGet(() -> new Request.Decide(visit.number(), visit.node(), visit.proposedBranch()));
  }
}
