package dev.waymark.runbooks.record;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.RowPlace;
import dev.waymark.runbooks.tree.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Which findings of a run contradict earlier ones. Two do if the author says so of their rows, or
 * if the same query of the same step was once answered healthy and once degraded or failed. Once an
 * action was carried out the world is another one: what was found before it is contradicted by
 * nothing that comes after.
 */
public final class Contradictions {
  private final Tree tree;
  private final RunState state;

  public Contradictions(Tree tree, RunState state) {
    this.tree = tree;
    this.state = state;
  }

  /** The latest earlier visit whose finding a visit's contradicts; absent if there is none. */
  public Optional<Integer> of(Visit visit) {
    List<Visit> visits = state.visits();
    for (int i = visit.number() - 1; i >= 1 && visits.get(i).carriedOut().isEmpty(); i--) {
      Visit earlier = visits.get(i - 1);
      if (authorSays(visit, earlier) || isOtherAnswer(visit, earlier)) {
        return Optional.of(earlier.number());
      }
    }
    return Optional.empty();
  }

  private boolean authorSays(Visit visit, Visit earlier) {
    return excludes(visit, earlier) || excludes(earlier, visit);
  }

  private boolean excludes(Visit one, Visit other) {
    return other
        .row()
        .map(row -> new RowPlace(other.node(), row))
        .filter(place -> conclusion(one).stream().anyMatch(c -> c.contradicts().contains(place)))
        .isPresent();
  }

  private Optional<Conclusion> conclusion(Visit visit) {
    Optional<Node> node = tree.node(visit.node());
    Optional<Conclusion> ofBranch = branch(visit).map(Branch::conclusion);
    return ofBranch.or(
        () ->
            visit
                .row()
                .flatMap(
                    row ->
                        node.map(Node::options)
                            .filter(options -> row < options.size())
                            .map(options -> options.get(row).conclusion())));
  }

  private boolean isOtherAnswer(Visit visit, Visit earlier) {
    return visit.node().equals(earlier.node())
        && query(visit).isPresent()
        && query(visit).equals(query(earlier))
        && exclude(branch(visit).map(Branch::state), branch(earlier).map(Branch::state));
  }

  private static boolean exclude(Optional<State> one, Optional<State> other) {
    return (isWell(one) && isIll(other)) || (isIll(one) && isWell(other));
  }

  private static boolean isWell(Optional<State> state) {
    return state.equals(Optional.of(State.HEALTHY));
  }

  private static boolean isIll(Optional<State> state) {
    return state.filter(s -> s == State.DEGRADED || s == State.FAILED).isPresent();
  }

  /** The branch that was found to hold. */
  private Optional<Branch> branch(Visit visit) {
    return tree.node(visit.node())
        .flatMap(Node::asks)
        .flatMap(
            check ->
                visit
                    .row()
                    .filter(row -> row < check.branches().size())
                    .map(check.branches()::get));
  }

  private static Optional<String> query(Visit visit) {
    return visit.attempt().map(Attempt::query).map(query -> query.text());
  }
}
