package dev.waymark.server.web.run;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import java.util.List;
import java.util.Optional;

/** Says how a visit ended. */
final class Departures {
  private final Titles titles;

  Departures(Titles titles) {
    this.titles = titles;
  }

  /** In one sentence, with the reason where there is one. */
  String sentence(Node node, Departure left) {
    if (left instanceof Departure.ByBranch branch) {
      return byBranch(node, branch);
    }
    if (left instanceof Departure.ByReply reply) {
      return "Answered: " + Titles.options(node).get(reply.option()).answer();
    }
    if (left instanceof Departure.ByConfirming confirming) {
      return "Confirmed; to do: " + titles.of(confirming.action());
    }
    if (left instanceof Departure.ByDoing doing) {
      return "Done; on to " + titles.of(doing.to());
    }
    if (left instanceof Departure.ByReturning returning) {
      return "Went back to “%s”%s"
          .formatted(titles.of(returning.to()), because(returning.reason()));
    }
    if (left instanceof Departure.ByEscalating escalating) {
      return "Escalated: " + escalating.reason();
    }
    return "Ended: " + ((Departure.ByEnding) left).outcome().label();
  }

  /** The icon for a visit: the state that was found, else the kind of the node. */
  static String sign(Node node, Visit visit) {
    Optional<String> state =
        visit
            .left()
            .filter(Departure.ByBranch.class::isInstance)
            .map(Departure.ByBranch.class::cast)
            .map(left -> branches(node).get(left.branch()).state())
            .map(State::label);
    if (state.isPresent()) {
      return state.orElseThrow();
    }
    return visit.left().filter(Departure.ByReturning.class::isInstance).isPresent()
        ? "back"
        : NodeKind.of(node);
  }

  static boolean overrides(Visit visit) {
    return visit
        .left()
        .filter(Departure.ByBranch.class::isInstance)
        .map(Departure.ByBranch.class::cast)
        .filter(left -> left.reason().isPresent())
        .filter(Departure.ByBranch::overrides)
        .isPresent();
  }

  private String byBranch(Node node, Departure.ByBranch left) {
    List<Branch> branches = branches(node);
    String taken = branches.get(left.branch()).label();
    if (!left.overrides()) {
      return taken;
    }
    return taken
        + left.proposed()
            .map(proposed -> ", not the proposed “%s”".formatted(branches.get(proposed).label()))
            .orElse("")
        + because(left.reason());
  }

  private static List<Branch> branches(Node node) {
    return Titles.check(node).map(CompiledCheck::branches).orElse(List.of());
  }

  private static String because(Optional<String> reason) {
    return reason.map(text -> ": " + text).orElse("");
  }
}
