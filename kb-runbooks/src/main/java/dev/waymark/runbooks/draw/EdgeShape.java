package dev.waymark.runbooks.draw;

import dev.waymark.runbooks.draw.Layout.Box;
import dev.waymark.runbooks.draw.Layout.Point;
import dev.waymark.runbooks.draw.Layout.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws a line of the graph: a path with round corners, an arrow head and a label. */
final class EdgeShape {

  private static final double CORNER = 8;
  private static final double HEAD_LENGTH = 8;
  private static final double HEAD_WIDTH = 4;
  private static final double COUNT_PADDING = 5;

  private EdgeShape() {}

  static void draw(
      XmlText svg,
      Line line,
      TreeGraph graph,
      Route route,
      EdgeLabel label,
      Optional<String> count,
      String marks) {
    svg.open("g", "class", "tree-edge tree-" + line.style() + marks);
    svg.text("title", line.edges().stream().map(graph::describe).collect(Collectors.joining("\n")));
    svg.empty(
        "path",
        "class",
        "tree-line",
        "d",
        path(route.points()),
        "fill",
        "none",
        "stroke",
        "currentColor");
    svg.empty("path", "class", "tree-head", "d", head(route.points()), "fill", "currentColor");
    if (!label.isEmpty()) {
      label(svg, label, route.label());
    }
    count.ifPresent(times -> count(svg, times, label.isEmpty() ? middle(route) : end(route)));
    svg.close("g");
  }

  /** Behind the label; the layout knows nothing of it, so that a tree always looks the same. */
  private static void count(XmlText svg, String times, Point start) {
    double width = Wrapping.width(times, EdgeLabel.FONT) + 2 * COUNT_PADDING;
    Box box = new Box(start.x(), start.y() - EdgeLabel.HEIGHT / 2, width, EdgeLabel.HEIGHT);
    box(svg, box);
    text(svg, box);
    svg.text("tspan", times, "class", "tree-count").close("text");
  }

  private static Point end(Route route) {
    Box label = route.label();
    return new Point(label.x() + label.width() - COUNT_PADDING, label.y() + label.height() / 2);
  }

  /** Of the longest piece of the way. */
  private static Point middle(Route route) {
    List<Point> points = route.points();
    int longest = 0;
    for (int i = 1; i < points.size() - 1; i++) {
      if (distance(points.get(i), points.get(i + 1))
          > distance(points.get(longest), points.get(longest + 1))) {
        longest = i;
      }
    }
    Point from = points.get(longest);
    Point to = points.get(longest + 1);
    return new Point((from.x() + to.x()) / 2 + COUNT_PADDING, (from.y() + to.y()) / 2);
  }

  private static void label(XmlText svg, EdgeLabel label, Box box) {
    box(svg, box);
    text(svg, box);
    for (int i = 0; i < label.parts().size(); i++) {
      EdgeLabel.Part part = label.parts().get(i);
      String gap = i == 0 ? "0" : "9";
      svg.text("tspan", part.text(), "class", "tree-" + part.style(), "dx", gap);
    }
    svg.close("text");
  }

  private static void box(XmlText svg, Box box) {
    svg.empty(
        "rect",
        "class",
        "tree-label-box",
        "x",
        XmlText.number(box.x()),
        "y",
        XmlText.number(box.y()),
        "width",
        XmlText.number(box.width()),
        "height",
        XmlText.number(box.height()),
        "rx",
        XmlText.number(box.height() / 2),
        "fill",
        "none");
  }

  /** Opens the text in the middle of a box. */
  private static void text(XmlText svg, Box box) {
    svg.open(
        "text",
        "class",
        "tree-label",
        "x",
        XmlText.number(box.x() + box.width() / 2),
        "y",
        XmlText.number(box.y() + box.height() / 2 + EdgeLabel.FONT * 0.35),
        "text-anchor",
        "middle",
        "font-size",
        XmlText.number(EdgeLabel.FONT),
        "fill",
        "currentColor");
  }

  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder("M" + text(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      path.append('L').append(text(towards(corner, points.get(i - 1))));
      path.append('Q').append(text(corner)).append(' ');
      path.append(text(towards(corner, points.get(i + 1))));
    }
    Point end = points.get(points.size() - 1);
    return path.append('L').append(text(back(points, end, HEAD_LENGTH - 1))).toString();
  }

  /** Where a round corner begins, seen from a neighbouring point. */
  private static Point towards(Point corner, Point neighbour) {
    double length = distance(corner, neighbour);
    return along(corner, neighbour, Math.min(CORNER, length / 2));
  }

  private static String head(List<Point> points) {
    Point tip = points.get(points.size() - 1);
    Point foot = back(points, tip, HEAD_LENGTH);
    double acrossX = (tip.y() - foot.y()) / HEAD_LENGTH * HEAD_WIDTH;
    double acrossY = (foot.x() - tip.x()) / HEAD_LENGTH * HEAD_WIDTH;
    return "M"
        + text(tip)
        + "L"
        + text(new Point(foot.x() + acrossX, foot.y() + acrossY))
        + "L"
        + text(new Point(foot.x() - acrossX, foot.y() - acrossY))
        + "Z";
  }

  private static Point back(List<Point> points, Point end, double length) {
    return along(end, points.get(points.size() - 2), length);
  }

  private static Point along(Point from, Point to, double length) {
    double distance = Math.max(distance(from, to), 0.1);
    return new Point(
        from.x() + (to.x() - from.x()) / distance * length,
        from.y() + (to.y() - from.y()) / distance * length);
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static String text(Point point) {
    return XmlText.number(point.x()) + " " + XmlText.number(point.y());
  }
}
