package dev.waymark.server.run.page;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import java.util.List;
import java.util.Optional;

/** Says how a visit ended. */
final class VisitEndText {
  private final Titles titles;

  VisitEndText(Titles titles) {
    this.titles = titles;
  }

  /** What was found, or how the visit ended if it ended otherwise than by what was found. */
  Optional<String> found(Node node, Visit visit) {
    return visit
        .left()
        .filter(left -> !left.deviates())
        .flatMap(Departure::finding)
        .map(StepFinding::text)
        .or(() -> visit.left().map(left -> sentence(node, left)));
  }

  /** In one sentence, with the reason where there is one. */
  String sentence(Node node, Departure left) {
    return switch (left) {
      case Departure.ByBranch branch -> taken(branch, branches(node));
      case Departure.ByReply reply -> "Answered: " + node.options().get(reply.option()).answer();
      case Departure.ByConfirming(String action, _, var reason) ->
          "Confirmed; to do: " + titles.of(action) + because(reason);
      case Departure.ByDoing doing -> "Done; on to " + titles.of(doing.to());
      case Departure.ByReturning(String to, var reason) ->
          "Went back to “%s”%s".formatted(titles.of(to), because(reason));
      case Departure.ByEscalating(String why) -> "Escalated: " + why;
      case Departure.ByEnding ending -> "Ended " + ending.outcome().label().replace('-', ' ');
    };
  }

  private static String taken(Departure.ByBranch left, List<Branch> branches) {
    String taken = branches.get(left.branch()).label();
    if (!left.deviates()) {
      return taken;
    }
    return taken
        + left.proposed()
            .map(proposed -> ", not the proposed “%s”".formatted(branches.get(proposed).label()))
            .orElse(", decided by hand")
        + because(left.reason());
  }

  /** The icon for a visit: the state that was found, else the kind of the node. */
  static String sign(Node node, Visit visit) {
    Optional<String> state = visit.left().flatMap(left -> found(node, left)).map(State::label);
    if (state.isPresent()) {
      return state.orElseThrow();
    }
    return visit.left().filter(Departure.ByReturning.class::isInstance).isPresent()
        ? "back"
        : node.kind().label();
  }

  private static Optional<State> found(Node node, Departure left) {
    return switch (left) {
      case Departure.ByReply reply -> node.options().get(reply.option()).state();
      case Departure.ByBranch branch -> Optional.of(branches(node).get(branch.branch()).state());
      case Departure.ByConfirming _,
          Departure.ByDoing _,
          Departure.ByReturning _,
          Departure.ByEscalating _,
          Departure.ByEnding _ ->
          Optional.empty();
    };
  }

  private static List<Branch> branches(Node node) {
    return node.asks().map(CompiledCheck::branches).orElse(List.of());
  }

  private static String because(Optional<String> reason) {
    return reason.map(text -> ": " + text).orElse("");
  }
}
