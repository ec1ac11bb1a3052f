package dev.waymark.runbooks.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run may ask before it needs a person: every query that can be reached from where it is by
 * branches of queries alone, and whose values are known. Nothing is decided here; an answer that is
 * fetched ahead is read when the run gets there, if it does.
 */
public final class PrefetchPlan {
  private PrefetchPlan() {}

  /**
   * The queries ahead, the nearest first, without the one that is asked where the run is.
   *
   * @param most how many at most
   */
  public static List<Request.Ask> of(Tree tree, RunState state, int most) {
    List<Request.Ask> ahead = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>();
    seen.add(state.current().node());
    next.add(state.current().node());
    while (!next.isEmpty() && ahead.size() < most && state.isLive()) {
      Node node = tree.node(next.remove()).orElseThrow();
      if (!node.id().equals(state.current().node())) {
        ask(state, node, ahead);
      }
      if (node instanceof Node.QueryNode query) {
        query.check().branches().stream()
            .flatMap(branch -> branch.to().flatMap(Destination::node).stream())
            .filter(id -> tree.node(id).isPresent() && seen.add(id))
            .forEach(next::add);
      }
    }
    return List.copyOf(ahead);
  }

  /** Adds what is asked on arrival. */
  private static void ask(RunState state, Node node, List<Request.Ask> ahead) {
    node.asksOnArrival()
        .map(check -> bind(check, state))
        .filter(Binding.Bound.class::isInstance)
        .map(bound -> ((Binding.Bound) bound).query())
        .ifPresent(
            query ->
                ahead.add(
                    new Request.Ask(
                        state.visits().size() + 1,
                        node.id(),
                        stays(state, node) + 1,
                        query,
                        WorldChanges.of(state.visits()))));
  }

  private static Binding bind(CompiledCheck check, RunState state) {
    return Binding.of(check, state.parameters(), state.remembered());
  }

  private static int stays(RunState state, Node node) {
    return (int) state.visits().stream().filter(visit -> visit.node().equals(node.id())).count();
  }
}
