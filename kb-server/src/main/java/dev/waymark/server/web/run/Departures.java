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
    return left.accept(new Sentence(node));
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
    if (left instanceof Departure.ByReply reply) {
      return node.options().get(reply.option()).state();
    }
    return left instanceof Departure.ByBranch branch
        ? Optional.of(branches(node).get(branch.branch()).state())
        : Optional.empty();
  }

  static boolean overrides(Visit visit) {
    return visit.left().filter(Departure::deviates).isPresent();
  }

  private static List<Branch> branches(Node node) {
    return node.asks().map(CompiledCheck::branches).orElse(List.of());
  }

  private static String because(Optional<String> reason) {
    return reason.map(text -> ": " + text).orElse("");
  }

  private final class Sentence implements Visit.DepartureVisitor<String> {
    private final Node node;

    Sentence(Node node) {
      this.node = node;
    }

    @Override
    public String visitByBranch(Departure.ByBranch left) {
      List<Branch> branches = branches(node);
      String taken = branches.get(left.branch()).label();
      if (!left.deviates()) {
        return taken;
      }
      return taken
          + left.proposed()
              .map(proposed -> ", not the proposed “%s”".formatted(branches.get(proposed).label()))
              .orElse("")
          + because(left.reason());
    }

    @Override
    public String visitByReply(Departure.ByReply left) {
      return "Answered: " + node.options().get(left.option()).answer();
    }

    @Override
    public String visitByConfirming(Departure.ByConfirming left) {
      return "Confirmed; to do: " + titles.of(left.action()) + because(left.reason());
    }

    @Override
    public String visitByDoing(Departure.ByDoing left) {
      return "Done; on to " + titles.of(left.to());
    }

    @Override
    public String visitByReturning(Departure.ByReturning left) {
      return "Went back to “%s”%s".formatted(titles.of(left.to()), because(left.reason()));
    }

    @Override
    public String visitByEscalating(Departure.ByEscalating left) {
      return "Escalated: " + left.why();
    }

    @Override
    public String visitByEnding(Departure.ByEnding left) {
      return "Ended " + left.outcome().label();
    }
  }
}
