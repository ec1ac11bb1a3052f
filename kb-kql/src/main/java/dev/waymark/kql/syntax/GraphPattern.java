package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A walk through a graph, such as {@code (a)-[e*1..3]->(b)<--(c)}: nodes, and between each two an
 * edge.
 */
public record GraphPattern(SourceSpan span, List<Node> nodes, List<Edge> edges) {
  public GraphPattern {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    if (nodes.size() != edges.size() + 1) {
      throw new IllegalArgumentException("An edge stands between two nodes");
    }
  }

  /** Which way an edge points, seen from the left. */
  public enum Direction {
    FORWARD,
    BACKWARD,
    EITHER
  }

  public record Node(SourceSpan span, Optional<Name> name) {}

  /** An edge; with a length, a path of that many edges. */
  public record Edge(
      SourceSpan span, Optional<Name> name, Direction direction, Optional<Length> length) {}

  /** How many edges a path has, both ends included. */
  public record Length(Expression least, Expression most) {}
}
