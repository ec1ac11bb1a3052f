package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.Layout.Size;
import dev.waymark.runbooks.draw.TreeGraph.Edge;

/** The few words on an edge: the state with a mark of its own shape, or a question's answer. */
record EdgeLabel(String text, Size size) {

  static final double FONT = 11;
  static final double HEIGHT = 18;
  private static final double LONGEST = 140;
  private static final double PADDING = 7;

  static EdgeLabel of(Edge edge) {
    String text = Wrapping.fit(words(edge), FONT, LONGEST);
    return new EdgeLabel(
        text,
        text.isEmpty()
            ? new Size(0, 0)
            : new Size(Wrapping.width(text, FONT) + 2 * PADDING, HEIGHT));
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
