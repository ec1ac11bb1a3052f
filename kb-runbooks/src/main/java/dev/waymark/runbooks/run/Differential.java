package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which causes a run's evidence rules in, rules out, or leaves open. A cause is open while branches
 * of queries and questions lead to it from where the run is; it is ruled out by the answer after
 * which none did any more.
 */
public final class Differential {
  private final Tree tree;
  private final RunState state;

  private Differential(Tree tree, RunState state) {
    this.tree = tree;
    this.state = state;
  }

  /** How a cause stands. */
  public enum Standing {
    RULED_IN,
    OPEN,
    RULED_OUT
  }

  /**
   * A cause of the entry.
   *
   * @param by numbers of the visits whose answers say so, in their order: all that led here for one
   *     that is ruled in, the one that led away for one that is ruled out
   */
  public record Finding(String cause, Standing standing, List<Integer> by) {
    public Finding {
      by = List.copyOf(by);
    }
  }

  /** Every cause that the run's beginning could lead to, in the order of the file. */
  public static List<Finding> of(Tree tree, RunState state) {
    return new Differential(tree, state).findings();
  }

  private List<Finding> findings() {
    List<Set<String>> reached = state.visits().stream().map(this::atVisit).toList();
    Set<String> ever = reached.stream().flatMap(Set::stream).collect(Collectors.toSet());
    return tree.nodes(NodeKind.CAUSE).stream()
        .map(Node::id)
        .filter(ever::contains)
        .map(cause -> finding(cause, reached))
        .toList();
  }

  private Finding finding(String cause, List<Set<String>> reached) {
    boolean diagnosing = isDiagnostic(state.current());
    boolean confirmed = !diagnosing && state.cause().filter(cause::equals).isPresent();
    if (confirmed || state.current().node().equals(cause)) {
      return new Finding(cause, Standing.RULED_IN, ledTo(cause));
    }
    boolean settled = !diagnosing && state.cause().isPresent();
    if (!settled && now().contains(cause)) {
      return new Finding(cause, Standing.OPEN, List.of());
    }
    return new Finding(cause, Standing.RULED_OUT, List.of(lastThatReached(cause, reached)));
  }

  /** What can still be reached, given what the answer at the current node has said already. */
  private Set<String> now() {
    Visit current = state.current();
    Optional<RunEvent.BranchProposed> proposal = current.attempt().flatMap(Attempt::proposal);
    Node node = tree.node(current.node()).orElseThrow();
    if (!(node instanceof Node.QueryNode query) || proposal.isEmpty()) {
      return reachable(List.of(current.node()));
    }
    List<Branch> branches = query.check().branches();
    List<String> open = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      int index = i;
      boolean excluded =
          proposal.get().branch().map(proposed -> proposed != index).orElse(false)
              || proposal.get().patterns().stream()
                  .anyMatch(
                      result -> result.branch() == index && result.held() == PatternResult.Held.NO);
      if (!excluded) {
        branches.get(i).to().flatMap(Destination::node).ifPresent(open::add);
      }
    }
    return reachable(open);
  }

  private Set<String> atVisit(Visit visit) {
    return reachable(List.of(visit.node()));
  }

  private boolean isDiagnostic(Visit visit) {
    return tree.node(visit.node())
        .filter(node -> node.kind() == NodeKind.QUERY || node.kind() == NodeKind.QUESTION)
        .isPresent();
  }

  /** The visits that decided on the way to a cause, and at it if it asks for evidence. */
  private List<Integer> ledTo(String cause) {
    List<Visit> visits = state.visits();
    int at = visits.size() - 1;
    while (at > 0 && !visits.get(at).node().equals(cause)) {
      at--;
    }
    Visit arrival = visits.get(at);
    return visits.subList(0, at + 1).stream()
        .filter(visit -> visit.equals(arrival) ? !visit.attempts().isEmpty() : decided(visit))
        .map(Visit::number)
        .toList();
  }

  private boolean decided(Visit visit) {
    return isDiagnostic(visit)
        && visit.left().filter(left -> !(left instanceof Departure.ByReturning)).isPresent();
  }

  private static int lastThatReached(String cause, List<Set<String>> reached) {
    int number = reached.size();
    while (number > 1 && !reached.get(number - 1).contains(cause)) {
      number--;
    }
    return number;
  }

  /** The causes that branches and replies lead to; a cause is where a way ends. */
  private Set<String> reachable(List<String> from) {
    Set<String> seen = new LinkedHashSet<>(from);
    Deque<String> next = new ArrayDeque<>(from);
    Set<String> causes = new LinkedHashSet<>();
    while (!next.isEmpty()) {
      Optional<Node> node = tree.node(next.remove());
      node.filter(one -> one.kind() == NodeKind.CAUSE).map(Node::id).ifPresent(causes::add);
      node.stream()
          .flatMap(Differential::waysOn)
          .flatMap(to -> to.node().stream())
          .filter(seen::add)
          .forEach(next::add);
    }
    return causes;
  }

  /** Where branches and replies lead from a node on the way to a cause. */
  private static Stream<Destination> waysOn(Node node) {
    return switch (node) {
      case Node.QueryNode query ->
          query.check().branches().stream().flatMap(branch -> branch.to().stream());
      case Node.QuestionNode question -> question.options().stream().map(Option::to);
      case Node.CauseNode _, Node.ActionNode _, Node.EscalationNode _, Node.PreventionNode _ ->
          Stream.empty();
    };
  }
}
