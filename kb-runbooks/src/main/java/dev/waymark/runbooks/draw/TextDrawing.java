package dev.waymark.runbooks.draw;

import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A graph as indented lines: every node once with what follows from it, later ones by name. */
public final class TextDrawing {

  private final TreeGraph graph;
  private final Set<String> drawn = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  private TextDrawing(TreeGraph graph) {
    this.graph = graph;
  }

  /** Lines, the last one with a line end too. */
  public static String draw(TreeGraph graph) {
    TextDrawing drawing = new TextDrawing(graph);
    drawing.text.append("%s (%s)\n\n".formatted(graph.title(), graph.id()));
    drawing.text.append(describe(graph.root())).append('\n');
    drawing.drawn.add(graph.root().id());
    drawing.edges(graph.root().id(), "");
    return drawing.text.toString();
  }

  private void edges(String from, String indent) {
    List<Edge> edges = graph.edgesFrom(from);
    for (int i = 0; i < edges.size(); i++) {
      boolean last = i == edges.size() - 1;
      Edge edge = edges.get(i);
      text.append(indent).append(last ? "└─ " : "├─ ");
      if (!edge.label().isEmpty()) {
        text.append(edge.label()).append(' ');
      }
      target(edge, indent + (last ? "   " : "│  "));
    }
  }

  private void target(Edge edge, String indent) {
    if (edge.leaves() || edge.again().isPresent()) {
      text.append("-> ").append(graph.targetOf(edge)).append('\n');
      return;
    }
    Vertex node = graph.node(edge.to());
    if (drawn.add(node.id())) {
      text.append("-> ").append(describe(node)).append('\n');
      edges(node.id(), indent);
      return;
    }
    text.append("-> see ").append(node.title()).append('\n');
  }

  private static String describe(Vertex node) {
    return "%s [%s, line %d]".formatted(node.title(), node.kind().label(), node.line());
  }
}
