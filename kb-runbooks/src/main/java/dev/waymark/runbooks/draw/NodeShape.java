package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.Layout.Box;
import dev.waymark.runbooks.draw.Layout.Size;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a node is drawn: an outline that tells its kind, the kind's name, and its title.
 *
 * @param kind for the style class and the small print
 * @param outline of which kind; empty for a node outside the entry
 * @param lines of the title
 * @param hint shown where a pointer rests on it
 */
record NodeShape(
    String kind, Optional<NodeKind> outline, List<String> lines, List<Exit> exits, String hint) {

  /** An edge that is written into its node: state or answer, and where it leads. */
  record Exit(String state, String text, String hint, Optional<String> count, String marks) {

    static Exit of(Edge edge, TreeGraph graph, Optional<String> count, String marks) {
      return new Exit(
          edge.state().map(State::label).orElse("plain"),
          Wrapping.fit(
              (EdgeLabel.words(edge) + " → " + graph.targetOf(edge)).strip(), EXIT_FONT, WIDEST),
          graph.describe(edge),
          count,
          marks);
    }

    /** Its text with its count, no wider than the node. */
    String counted(double width) {
      String end = count.map(times -> " " + times).orElse("");
      return Wrapping.fit(text, EXIT_FONT, width - Wrapping.width(end, EXIT_FONT)) + end;
    }
  }

  private static final double FONT = 13;
  private static final double LINE = 17;
  private static final double CAPTION_FONT = 10;
  private static final double CAPTION_SPACING = 0.6;
  private static final double CAPTION = 14;
  private static final double EXIT_FONT = 11;
  private static final double EXIT_LINE = 15;
  private static final double EXIT_GAP = 7;
  private static final double WIDEST = 168;
  private static final double PADDING_X = 16;
  private static final double PADDING_Y = 8;
  private static final int MOST_LINES = 4;

  static NodeShape of(Vertex node, List<Exit> exits) {
    return new NodeShape(
        node.kind().label(),
        Optional.of(node.kind()),
        Wrapping.wrap(node.title(), FONT, WIDEST, MOST_LINES),
        exits,
        node.kind().label() + ": " + node.title());
  }

  static NodeShape outside(String target) {
    return new NodeShape(
        "entry",
        Optional.empty(),
        Wrapping.wrap(target, FONT, WIDEST, MOST_LINES),
        List.of(),
        "goes on in " + target);
  }

  Size size() {
    double text = lines.stream().mapToDouble(line -> Wrapping.width(line, FONT)).max().orElse(0);
    double exit =
        exits.stream().mapToDouble(e -> Wrapping.width(e.text(), EXIT_FONT)).max().orElse(0);
    double caption = Wrapping.width(caption(), CAPTION_FONT) + CAPTION_SPACING * caption().length();
    double below = exits.isEmpty() ? 0 : EXIT_GAP + exits.size() * EXIT_LINE;
    return new Size(
        Math.ceil(Math.max(Math.max(text, exit), caption) + 2 * padding()),
        CAPTION + lines.size() * LINE + below + 2 * PADDING_Y);
  }

  /** A question's outline runs to a point at both sides. */
  private double padding() {
    return outline.equals(Optional.of(NodeKind.QUESTION)) ? PADDING_X + NodeOutline.CUT : PADDING_X;
  }

  private String caption() {
    return kind.toUpperCase(Locale.ROOT);
  }

  void draw(XmlText svg, Box box) {
    svg.text("title", hint);
    svg.empty(
        "path",
        "class",
        "tree-outline",
        "d",
        NodeOutline.of(outline, box),
        "fill",
        "none",
        "stroke",
        "currentColor");
    double middle = box.x() + box.width() / 2;
    double y = box.y() + PADDING_Y + CAPTION_FONT;
    line(svg, "tree-kind", caption(), middle, y, CAPTION_FONT);
    for (String line : lines) {
      y += LINE;
      line(svg, "tree-title", line, middle, y - 1, FONT);
    }
    y += EXIT_GAP;
    if (!exits.isEmpty()) {
      svg.empty(
          "path",
          "class",
          "tree-rule",
          "d",
          "M%s %sh%s"
              .formatted(
                  XmlText.number(box.x() + NodeOutline.CUT),
                  XmlText.number(y - 1),
                  XmlText.number(box.width() - 2 * NodeOutline.CUT)),
          "stroke",
          "currentColor",
          "stroke-opacity",
          "0.3");
    }
    for (Exit exit : exits) {
      y += EXIT_LINE;
      svg.open("g", "class", "tree-exit tree-" + exit.state() + exit.marks());
      svg.text("title", exit.hint());
      String text = exit.counted(box.width() - 2 * padding());
      line(svg, "tree-label", text, middle, y - 1, EXIT_FONT);
      svg.close("g");
    }
  }

  private static void line(
      XmlText svg, String style, String text, double middle, double y, double size) {
    svg.text(
        "text",
        text,
        "class",
        style,
        "x",
        XmlText.number(middle),
        "y",
        XmlText.number(y),
        "text-anchor",
        "middle",
        "font-size",
        XmlText.number(size),
        "fill",
        "currentColor");
  }
}
