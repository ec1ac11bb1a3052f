package dev.waymark.runbooks.draw;

import static java.util.Objects.requireNonNull;

import dev.waymark.runbooks.draw.Layout.Box;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A graph as SVG: styled by classes alone and drawn by {@code currentColor} where a page has no
 * style for them, without script, inline style or id.
 */
public final class SvgDrawing {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Beyond these, laying out takes seconds, and nobody could read the result. */
  private static final int MOST_NODES = 250;

  private static final int MOST_LINES = 600;

  private final TreeGraph graph;
  private final WalkHighlight highlight;
  private final Heat heat;
  private final Function<String, Optional<String>> links;
  private final Optional<String> style;

  private SvgDrawing(
      TreeGraph graph,
      WalkHighlight highlight,
      Heat heat,
      Function<String, Optional<String>> links,
      Optional<String> style) {
    this.graph = requireNonNull(graph);
    this.highlight = requireNonNull(highlight);
    this.heat = requireNonNull(heat);
    this.links = requireNonNull(links);
    this.style = style;
  }

  /**
   * A picture for a file: it brings its own style, dark and light.
   *
   * @return a whole XML document
   */
  public static String file(TreeGraph graph) {
    SvgDrawing drawing =
        new SvgDrawing(
            graph,
            WalkHighlight.none(),
            Heat.none(),
            id -> Optional.empty(),
            Optional.of(styleSheet()));
    return drawing.draw() + "\n";
  }

  /**
   * A picture to stand inside a page, which brings the style for its classes.
   *
   * @param links where a click on a node leads, given its id or, for one outside, {@code
   *     other-entry.md#step}; none if it's empty
   */
  public static String inline(
      TreeGraph graph, WalkHighlight highlight, Function<String, Optional<String>> links) {
    return new SvgDrawing(graph, highlight, Heat.none(), links, Optional.empty()).draw();
  }

  /** The same, with how often each edge was taken as the width of its line and as a number. */
  public static String inline(
      TreeGraph graph, Heat heat, Function<String, Optional<String>> links) {
    return new SvgDrawing(graph, WalkHighlight.none(), heat, links, Optional.empty()).draw();
  }

  /** The style that {@link #file} brings: a page may serve it as a file of its own. */
  public static String styleSheet() {
    try (InputStream css = SvgDrawing.class.getResourceAsStream("tree.css")) {
      return new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("tree.css in the jar", e);
    }
  }

  private String draw() {
    Set<Edge> exits = InlinedEdges.of(graph);
    List<Line> lines = Line.of(graph, exits);
    if (graph.nodes().size() > MOST_NODES || lines.size() > MOST_LINES) {
      return refusal();
    }
    Map<String, NodeShape> shapes = shapes(exits);
    List<EdgeLabel> labels = lines.stream().map(EdgeLabel::of).toList();
    Layout layout = ElkLayout.of(graph, shapes, lines, labels);

    XmlText svg = new XmlText();
    open(svg, layout.width(), layout.height());
    svg.open("g", "class", "tree-edges");
    for (int i : marksLast(lines)) {
      Line line = lines.get(i);
      String marks = marks(highlight.holds(line), line.edges());
      EdgeShape.draw(
          svg, line, graph, layout.routes().get(i), labels.get(i), heat.count(line.edges()), marks);
    }
    svg.close("g");
    svg.open("g", "class", "tree-nodes");
    shapes.forEach((id, shape) -> node(svg, id, shape, requireNonNull(layout.nodes().get(id))));
    svg.close("g");
    svg.close("svg");
    return svg.toString();
  }

  private Map<String, NodeShape> shapes(Set<Edge> exits) {
    Map<String, NodeShape> shapes = new LinkedHashMap<>();
    for (Vertex node : graph.nodes()) {
      List<NodeShape.Exit> written =
          graph.edgesFrom(node.id()).stream().filter(exits::contains).map(this::exit).toList();
      shapes.put(node.id(), NodeShape.of(node, written));
    }
    graph.edges().stream()
        .filter(edge -> edge.leaves() && !exits.contains(edge))
        .forEach(edge -> shapes.putIfAbsent(edge.to(), NodeShape.outside(edge.to())));
    return shapes;
  }

  private NodeShape.Exit exit(Edge edge) {
    return NodeShape.Exit.of(
        edge, graph, heat.count(List.of(edge)), marks(highlight.holds(edge), List.of(edge)));
  }

  private String marks(boolean taken, List<Edge> edges) {
    return (taken ? " tree-taken" : "") + heat.style(edges);
  }

  private String refusal() {
    String message =
        "%d nodes and %d edges are too many to draw (at most %d and %d): see the tree as text."
            .formatted(graph.nodes().size(), graph.edges().size(), MOST_NODES, MOST_LINES);
    XmlText svg = new XmlText();
    open(svg, Math.ceil(Wrapping.width(message, 13)) + 32, 48);
    svg.text(
        "text",
        message,
        "class",
        "tree-title",
        "x",
        "16",
        "y",
        "29",
        "fill",
        "currentColor",
        "font-size",
        "13");
    return svg.close("svg").toString();
  }

  /** A group and not an image where there are links: nothing inside an image can be reached. */
  private void open(XmlText svg, double wide, double high) {
    boolean linked = graph.nodes().stream().anyMatch(node -> links.apply(node.id()).isPresent());
    String width = XmlText.number(wide);
    String height = XmlText.number(high);
    svg.open(
        "svg",
        "xmlns",
        NAMESPACE,
        "class",
        "tree",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        linked ? "group" : "img",
        "aria-label",
        "Decision tree: " + graph.title(),
        "font-family",
        "system-ui, sans-serif");
    svg.text("title", "Decision tree: " + graph.title());
    style.ifPresent(css -> svg.text("style", css));
  }

  /** Indexes of the lines, those on the marked walk last so that they lie on top. */
  private List<Integer> marksLast(List<Line> lines) {
    List<Integer> order = new ArrayList<>();
    for (boolean marked : new boolean[] {false, true}) {
      for (int i = 0; i < lines.size(); i++) {
        if (highlight.holds(lines.get(i)) == marked) {
          order.add(i);
        }
      }
    }
    return order;
  }

  private void node(XmlText svg, String id, NodeShape shape, Box box) {
    String classes = "tree-node tree-" + shape.kind();
    if (highlight.nodes().contains(id)) {
      classes += " tree-taken";
    }
    boolean current = highlight.current().filter(id::equals).isPresent();
    if (current) {
      classes += " tree-current";
    }
    Optional<String> link = links.apply(id);
    String element = link.isPresent() ? "a" : "g";
    List<String> attributes = new ArrayList<>(List.of("class", classes));
    link.ifPresent(href -> attributes.addAll(List.of("href", href)));
    if (current) {
      attributes.addAll(List.of("aria-current", "step"));
    }
    svg.open(element, attributes.toArray(String[]::new));
    shape.draw(svg, box);
    svg.close(element);
  }
}
