package dev.waymark.server.question;

import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.run.Visit.DepartureVisitor;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.store.Facts;

/** The edge by which a visit was left. */
final class DepartureEdge implements DepartureVisitor<Facts.Edge> {
  private final Places places;
  private final Node node;

  DepartureEdge(Places places, Node node) {
    this.places = places;
    this.node = node;
  }

  @Override
  public Facts.Edge visitByBranch(Departure.ByBranch departure) {
    return places.branch(node, node.asks().orElseThrow().branches().get(departure.branch()));
  }

  @Override
  public Facts.Edge visitByReply(Departure.ByReply departure) {
    return places.option(node, node.options().get(departure.option()));
  }

  @Override
  public Facts.Edge visitByConfirming(Departure.ByConfirming departure) {
    return places.confirmed(node, departure.action());
  }

  @Override
  public Facts.Edge visitByDoing(Departure.ByDoing departure) {
    return places.done(node, departure.to());
  }

  @Override
  public Facts.Edge visitByReturning(Departure.ByReturning departure) {
    return places.returned(node, departure.to());
  }

  @Override
  public Facts.Edge visitByEscalating(Departure.ByEscalating departure) {
    return places.escalated(node);
  }

  @Override
  public Facts.Edge visitByEnding(Departure.ByEnding departure) {
    return places.ended(node, departure.outcome());
  }
}
