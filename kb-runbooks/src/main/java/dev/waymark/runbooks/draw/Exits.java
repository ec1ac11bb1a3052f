package dev.waymark.runbooks.draw;

import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.HashSet;
import java.util.Set;

/**
 * Which edges are better written into their node than drawn as lines: what comes of an action,
 * since nearly all of that leads to the same few nodes, and what leads back to a node above.
 */
final class Exits {

  private final TreeGraph graph;
  private final Set<String> above = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<Edge> exits = new HashSet<>();

  private Exits(TreeGraph graph) {
    this.graph = graph;
  }

  static Set<Edge> of(TreeGraph graph) {
    Exits found = new Exits(graph);
    found.seen.add(graph.root().id());
    found.walk(graph.root());
    return Set.copyOf(found.exits);
  }

  private void walk(Vertex node) {
    above.add(node.id());
    for (Edge edge : graph.edgesFrom(node.id())) {
      if (above.contains(edge.to()) || (node.kind() == NodeKind.ACTION && isElsewhere(edge))) {
        exits.add(edge);
      } else if (!edge.leaves() && seen.add(edge.to())) {
        walk(graph.node(edge.to()));
      }
    }
    above.remove(node.id());
  }

  /** Whether the target belongs to another part of the drawing, or to all of it. */
  private boolean isElsewhere(Edge edge) {
    return seen.contains(edge.to()) || (!edge.leaves() && graph.node(edge.to()).isEnd());
  }
}
