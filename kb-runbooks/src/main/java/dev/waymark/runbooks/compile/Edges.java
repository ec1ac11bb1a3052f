package dev.waymark.runbooks.compile;

import dev.waymark.model.run.Destination;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The edges that could be resolved, as the graph checks see them. */
final class Edges {
  /** An edge, with the table row or link that draws it. */
  record Edge(String from, Destination to, SourceSpan span) {}

  private final Map<String, List<Edge>> from = new LinkedHashMap<>();

  Edges(List<Edge> edges) {
    edges.forEach(edge -> from.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge));
  }

  List<Edge> from(String node) {
    return Collections.unmodifiableList(from.getOrDefault(node, List.of()));
  }

  /** The nodes of this entry that the edges of a node lead to. */
  Set<String> next(String node) {
    Set<String> next = new LinkedHashSet<>();
    for (Edge edge : from(node)) {
      edge.to().node().ifPresent(next::add);
    }
    return next;
  }

  /** Whether an edge of the node leaves the entry for another one. */
  boolean leavesEntry(String node) {
    return from(node).stream().anyMatch(edge -> edge.to() instanceof Destination.OtherEntry);
  }

  /** All nodes that can be reached from one, itself included. */
  Set<String> reachable(String start) {
    Set<String> reached = new LinkedHashSet<>(Set.of(start));
    List<String> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      for (String next : next(open.remove(open.size() - 1))) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
