package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which edges are better written into their node than drawn as lines: what comes of an action,
 * since nearly all of that leads to the same few nodes, what leads back to a node above or is asked
 * again, and most of what leads to a node that many others lead to.
 */
final class InlinedEdges {

  /** More lines than these into one node don't help the eye: only the first is drawn. */
  private static final int MOST_ARRIVALS = 4;

  private final TreeGraph graph;
  private final Set<String> above = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<Edge> exits = new HashSet<>();

  private InlinedEdges(TreeGraph graph) {
    this.graph = graph;
  }

  static Set<Edge> of(TreeGraph graph) {
    InlinedEdges found = new InlinedEdges(graph);
    found.seen.add(graph.root().id());
    found.walk(graph.root());
    graph.nodes().forEach(node -> found.thin(node.id()));
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

  private void thin(String to) {
    List<Edge> arriving =
        graph.edges().stream()
            .filter(edge -> edge.to().equals(to) && !exits.contains(edge))
            .toList();
    if (arriving.stream().map(Edge::from).distinct().count() > MOST_ARRIVALS) {
      String first = arriving.get(0).from();
      arriving.stream().filter(edge -> !edge.from().equals(first)).forEach(exits::add);
    }
  }

  /** Whether the target belongs to another part of the drawing, or to all of it. */
  private boolean isElsewhere(Edge edge) {
    return seen.contains(edge.to()) || (!edge.leaves() && graph.node(edge.to()).isEnd());
  }
}
