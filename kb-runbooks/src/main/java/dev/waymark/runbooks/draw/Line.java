package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is drawn for all edges from one node to another.
 *
 * @param edges at least one
 */
record Line(List<Edge> edges) {

  Line {
    edges = List.copyOf(edges);
  }

  /** The lines of a graph, without the edges that are written into their nodes. */
  static List<Line> of(TreeGraph graph, Set<Edge> exits) {
    Map<WalkHighlight.Passage, List<Edge>> between = new LinkedHashMap<>();
    graph.edges().stream()
        .filter(edge -> !exits.contains(edge))
        .forEach(
            edge ->
                between
                    .computeIfAbsent(
                        new WalkHighlight.Passage(edge.from(), edge.to()), key -> new ArrayList<>())
                    .add(edge));
    return between.values().stream().map(Line::new).toList();
  }

  String from() {
    return edges.get(0).from();
  }

  String to() {
    return edges.get(0).to();
  }

  /** The state of all its edges; {@code plain} where they differ or have none. */
  String style() {
    List<String> states =
        edges.stream()
            .map(edge -> edge.state().map(State::label).orElse("plain"))
            .distinct()
            .toList();
    return states.size() == 1 ? states.get(0) : "plain";
  }
}
