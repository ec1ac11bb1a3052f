package dev.waymark.runbooks.draw;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tree reduced to what a drawing shows.
 *
 * @param id of the entry
 * @param nodes the root first, then in the order of the file
 * @param edges in the order of their nodes, and at each node in the order of its table
 */
public record TreeGraph(String id, String title, List<Vertex> nodes, List<Edge> edges) {

  public TreeGraph {
    requireNonNull(id);
    requireNonNull(title);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    Set<String> ids = nodes.stream().map(Vertex::id).collect(Collectors.toSet());
    if (nodes.isEmpty() || ids.size() < nodes.size()) {
      throw new IllegalArgumentException("a graph has nodes, and their ids differ");
    }
    for (Edge edge : edges) {
      if (!ids.contains(edge.from()) || !(edge.leaves() || ids.contains(edge.to()))) {
        throw new IllegalArgumentException("no such node: " + edge);
      }
    }
  }

  /** What a drawing shows of a tree. */
  public static TreeGraph of(Tree tree) {
    List<Node> nodes =
        tree.nodes().values().stream()
            .sorted(
                (a, b) -> Boolean.compare(b.id().equals(tree.root()), a.id().equals(tree.root())))
            .toList();
    TreeEdges edges = new TreeEdges(tree);
    return new TreeGraph(
        tree.entry().id(),
        tree.entry().frontMatter().title(),
        nodes.stream().map(node -> vertex(tree, node)).toList(),
        nodes.stream().flatMap(node -> edges.from(node).stream()).toList());
  }

  private static Vertex vertex(Tree tree, Node node) {
    int line = tree.entry().source().position(node.heading().span().start()).line();
    return new Vertex(node.id(), node.kind(), node.title(), line);
  }

  Vertex root() {
    return nodes.get(0);
  }

  Vertex node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  List<Edge> edgesFrom(String id) {
    return edges.stream().filter(edge -> edge.from().equals(id)).toList();
  }

  /** What an edge leads to, as people read it. */
  String targetOf(Edge edge) {
    return edge.again()
        .map(after -> "ask again after " + Timespan.format(after))
        .orElseGet(() -> edge.leaves() ? edge.to() : node(edge.to()).title());
  }

  /** An edge in one line. */
  String describe(Edge edge) {
    return (edge.label().isEmpty() ? "" : edge.label() + " ") + "→ " + targetOf(edge);
  }

  /**
   * A node.
   *
   * @param line of its heading in the entry's file
   */
  public record Vertex(String id, NodeKind kind, String title, int line) {

    /** Whether a walk ends here. */
    boolean isEnd() {
      return kind == NodeKind.ESCALATION || kind == NodeKind.PREVENTION;
    }
  }

  /**
   * An edge.
   *
   * @param to a node's id, or {@code other-entry.md#step}
   * @param state absent if no answer's pattern stands behind it
   * @param when the condition, {@code otherwise}, a question's answer, or nothing
   * @param again after what time the same is asked again, if the edge leads back to its own node
   */
  public record Edge(
      String from, String to, Optional<State> state, String when, Optional<Duration> again) {

    /** One that leads somewhere. */
    public Edge(String from, String to, Optional<State> state, String when) {
      this(from, to, state, when, Optional.empty());
    }

    /** Whether it leads into another entry. */
    public boolean leaves() {
      return to.contains(".md");
    }

    /** Condition or answer behind the state. */
    String label() {
      return state.map(s -> when.isEmpty() ? s.label() : s.label() + ": " + when).orElse(when);
    }
  }
}
