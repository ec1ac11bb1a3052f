package dev.waymark.runbooks.draw;

import java.util.List;
import java.util.Map;

/**
 * Where everything stands in a drawing, in pixels from its upper left corner.
 *
 * @param nodes by id; other entries that edges lead to are among them
 * @param routes one for each line, in their order
 */
record Layout(double width, double height, Map<String, Box> nodes, List<Route> routes) {

  Layout {
    nodes = Map.copyOf(nodes);
    routes = List.copyOf(routes);
  }

  record Box(double x, double y, double width, double height) {}

  record Point(double x, double y) {}

  /**
   * The way of a line.
   *
   * @param points start, bends and end
   * @param label of no size where the edge has none
   */
  record Route(List<Point> points, Box label) {
    Route {
      points = List.copyOf(points);
    }
  }

  record Size(double width, double height) {}
}
