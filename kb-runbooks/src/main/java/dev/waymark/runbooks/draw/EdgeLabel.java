package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.Layout.Size;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import java.util.List;
import java.util.stream.Collectors;

/** The few words on a line: states, each with a mark of its own shape, or a question's answers. */
record EdgeLabel(List<Part> parts) {

  static final double FONT = 11;
  static final double HEIGHT = 18;
  private static final double LONGEST = 140;
  private static final double PADDING = 7;

  /** Words with the class that colours them. */
  record Part(String style, String text) {}

  EdgeLabel {
    parts = List.copyOf(parts);
  }

  static EdgeLabel of(Line line) {
    List<Edge> edges = line.edges().stream().filter(edge -> !words(edge).isEmpty()).toList();
    return new EdgeLabel(
        edges.stream()
            .map(edge -> part(edge, LONGEST / Math.min(2, edges.size())))
            .distinct()
            .toList());
  }

  private static Part part(Edge edge, double width) {
    return new Part(
        edge.state().map(State::label).orElse("plain"), Wrapping.fit(words(edge), FONT, width));
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  Size size() {
    String text = parts.stream().map(Part::text).collect(Collectors.joining("   "));
    return isEmpty() ? new Size(0, 0) : new Size(Wrapping.width(text, FONT) + 2 * PADDING, HEIGHT);
  }

  /** The state or the answer, uncut. */
  static String words(Edge edge) {
    return edge.state().map(EdgeLabel::marked).orElse(edge.when());
  }

  private static String marked(State state) {
    String mark =
        switch (state) {
          case HEALTHY -> "✓";
          case DEGRADED -> "△";
          case FAILED -> "✕";
          case UNKNOWN -> "?";
        };
    return mark + " " + state.label();
  }
}
