package dev.waymark.runbooks.draw;

import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.LinkedHashMap;
import java.util.Map;

/** A graph as a Mermaid flowchart, which Git hosts draw where a Markdown file holds it. */
public final class MermaidDrawing {

  private static final int LONGEST_LABEL = 60;

  private MermaidDrawing() {}

  /** The chart, with a line end and without a code fence around it. */
  public static String draw(TreeGraph graph) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    Map<String, String> names = new LinkedHashMap<>();
    for (Vertex node : graph.nodes()) {
      names.put(node.id(), "n" + names.size());
      text.append("  %s\n".formatted(shape(names.get(node.id()), node)));
    }
    for (Edge edge : graph.edges()) {
      if (edge.leaves() && !names.containsKey(edge.to())) {
        names.put(edge.to(), "n" + names.size());
        text.append("  %s>%s]\n".formatted(names.get(edge.to()), quote(edge.to())));
      }
      text.append(
          "  %s -->%s %s\n".formatted(names.get(edge.from()), label(edge), names.get(edge.to())));
    }
    return text.toString();
  }

  private static String shape(String name, Vertex node) {
    String title = quote(node.title());
    return name
        + switch (node.kind()) {
          case QUERY -> "[" + title + "]";
          case QUESTION -> "{" + title + "}";
          case CAUSE -> "([" + title + "])";
          case ACTION -> "[/" + title + "/]";
          case ESCALATION -> "{{" + title + "}}";
          case PREVENTION -> "[[" + title + "]]";
        };
  }

  private static String label(Edge edge) {
    String label =
        edge.label()
            + edge.again().map(after -> ", again after " + Timespan.format(after)).orElse("");
    if (label.isEmpty()) {
      return "";
    }
    return "|" + quote(Wrapping.shorten(label, LONGEST_LABEL)) + "|";
  }

  /** A quoted string in which no character means anything to Mermaid, Markdown or HTML. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (isPlain(c) || (c == '.' && !text.startsWith(" ", i + 1))) {
        quoted.appendCodePoint(c);
      } else {
        quoted.append('#').append(c).append(';');
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return Character.isLetterOrDigit(c) || " ,:?!()'/=…".indexOf(c) >= 0;
  }
}
