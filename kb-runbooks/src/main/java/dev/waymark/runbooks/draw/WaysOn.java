package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The near part of a tree: the ways on from a step, to be drawn as a small list.
 *
 * @param open those that may still be taken, in the order of the step's table
 * @param ruledOut those that the step's answer speaks against
 */
public record WaysOn(List<Way> open, List<Way> ruledOut) {

  public WaysOn {
    open = List.copyOf(open);
    ruledOut = List.copyOf(ruledOut);
  }

  /**
   * A way on.
   *
   * @param answer to a question; empty where a state or an action says it
   * @param to the title of a node, another entry, or that the same is asked again
   */
  public record Way(Optional<State> state, String answer, String to) {}

  /** No way on. */
  public static WaysOn none() {
    return new WaysOn(List.of(), List.of());
  }

  /**
   * The ways on from a node.
   *
   * @param isRuledOut whether the answer speaks against the node's branch of this index
   */
  public static WaysOn of(TreeGraph graph, String node, IntPredicate isRuledOut) {
    List<TreeGraph.Edge> edges = graph.edgesFrom(node);
    List<Way> open = new ArrayList<>();
    List<Way> ruledOut = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      TreeGraph.Edge edge = edges.get(i);
      String answer = edge.state().isPresent() ? "" : edge.when();
      (isRuledOut.test(i) ? ruledOut : open)
          .add(new Way(edge.state(), answer, graph.targetOf(edge)));
    }
    return new WaysOn(open, ruledOut);
  }
}
