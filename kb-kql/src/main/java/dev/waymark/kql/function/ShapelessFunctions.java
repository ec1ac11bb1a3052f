package dev.waymark.kql.function;

import static dev.waymark.kql.function.MathFunctions.real;

import dev.waymark.kql.function.GeoShapes.Polygon;
import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose shapes a library works out its own way: buffers, coverings, simplified and united
 * shapes. They're known as far as they have no result: what isn't valid gives null.
 */
final class ShapelessFunctions {
  private static final double USUAL_TOLERANCE = 10;
  private static final int MOST_CELLS = 65_536;

  /** No cell of S2 is larger than this many cells of its level on average. */
  private static final double LARGEST_CELL = 1.3;

  private static final double DENSE_TOLERANCE = 10_000;

  private ShapelessFunctions() {}

  static void addTo(Family family) {
    family.strict(
        "geo_point_buffer(real, real, real, real?) dynamic",
        a ->
            GeoShapes.isPlace(real(a, 0), real(a, 1)) && real(a, 2) > 0
                ? refuse("geo_point_buffer")
                : null);
    for (String name : List.of("geo_line_buffer", "geo_polygon_buffer")) {
      family.strict(
          name + "(dynamic, real, real?) dynamic", a -> real(a, 1) > 0 ? ofShape(name, a) : null);
    }
    for (String name : List.of("geo_line_densify", "geo_polygon_densify")) {
      family.strict(
          name + "(dynamic, real?) dynamic",
          a -> a.length < 2 || real(a, 1) > 0 ? densified(name, a) : null);
    }
    for (String name :
        List.of("geo_line_to_s2cells", "geo_polygon_to_s2cells", "geo_polygon_to_h3cells")) {
      family.strict(
          name + "(dynamic, long?, real?) dynamic",
          a -> name.contains("polygon_to_s2") ? coveredByS2(a) : ofShape(name, a));
    }
    for (String name : List.of("geo_line_simplify", "geo_polygon_simplify")) {
      family.strict(name + "(dynamic, real?) dynamic", a -> simplified(name, a));
    }
    family.strict(
        "geo_simplify_polygons_array(dynamic, real?) dynamic",
        a -> a.length > 1 && real(a, 1) < 0 ? null : refuse("geo_simplify_polygons_array"));
    for (String name : List.of("geo_union_lines_array", "geo_union_polygons_array")) {
      family.strict(name + "(dynamic) dynamic", a -> united(name, a));
    }
  }

  private static Object refuse(String name) {
    throw Refusal.unsupported("`" + name + "` of what is valid");
  }

  private static @Nullable Object ofShape(String name, @Nullable Object[] a) {
    return name.contains("line")
        ? ShapeFunctions.ofLines(a[0], lines -> refuse(name))
        : ShapeFunctions.ofPolygons(a[0], polygons -> refuse(name));
  }

  /** Nothing where even the largest cells of the level would be too many. */
  private static @Nullable Object coveredByS2(@Nullable Object[] a) {
    String name = "geo_polygon_to_s2cells";
    long level = a.length > 1 ? MathFunctions.whole(a, 1) : 11;
    return ShapeFunctions.ofPolygons(
        a[0],
        polygons -> {
          if (level < 0 || level > S2Cell.DEEPEST || polygons.size() > 1) {
            return refuse(name);
          }
          double area = GeoShapes.area(polygons.get(0).shell());
          for (List<Vector> hole :
              polygons.get(0).rings().subList(1, polygons.get(0).rings().size())) {
            area -= GeoShapes.area(hole);
          }
          double largest = LARGEST_CELL * 4 * Math.PI / 6 / Math.pow(4, (double) level);
          return area > MOST_CELLS * largest ? null : refuse(name);
        });
  }

  private static @Nullable Object united(String name, @Nullable Object[] a) {
    if (!(a[0] instanceof List<?> shapes) || shapes.isEmpty()) {
      return refuse(name);
    }
    for (Object shape : shapes) {
      boolean valid =
          name.contains("line")
              ? GeoShapes.lines(shape).isPresent()
              : GeoShapes.polygons(shape).isPresent();
      if (!valid) {
        return null;
      }
    }
    return refuse(name);
  }

  /** An edge that is shorter than the tolerance can't be off by more, and stays as it is. */
  private static @Nullable Object densified(String name, @Nullable Object[] a) {
    double tolerance = a.length < 2 ? DENSE_TOLERANCE : Math.min(real(a, 1), DENSE_TOLERANCE);
    return name.contains("line")
        ? ShapeFunctions.ofLines(a[0], lines -> areShort(lines, tolerance) ? a[0] : refuse(name))
        : ShapeFunctions.ofPolygons(
            a[0],
            polygons ->
                areShort(
                        polygons.stream()
                            .flatMap(polygon -> polygon.rings().stream())
                            .map(GeoShapes::closed)
                            .toList(),
                        tolerance)
                    ? a[0]
                    : refuse(name));
  }

  private static boolean areShort(List<List<Vector>> lines, double tolerance) {
    for (List<Vector> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        if (Sphere.meters(line.get(i - 1).angleTo(line.get(i))) > tolerance) {
          return false;
        }
      }
    }
    return true;
  }

  /** No two points nearer than the tolerance are left: nothing is, where all of them are. */
  private static @Nullable Object simplified(String name, @Nullable Object[] a) {
    double tolerance = a.length > 1 ? real(a, 1) : USUAL_TOLERANCE;
    if (tolerance < 0) {
      return null;
    }
    return name.contains("line")
        ? ShapeFunctions.ofLines(a[0], lines -> unlessNear(name, lines, tolerance))
        : ShapeFunctions.ofPolygons(
            a[0],
            polygons ->
                unlessNear(name, polygons.stream().map(Polygon::shell).toList(), tolerance));
  }

  private static @Nullable Object unlessNear(
      String name, List<List<Vector>> lines, double tolerance) {
    List<Vector> points = lines.stream().flatMap(List::stream).toList();
    for (Vector a : points) {
      // Half of it, so that no two points are beyond.
      if (Sphere.meters(points.get(0).angleTo(a)) * 2 > tolerance) {
        return refuse(name);
      }
    }
    return null;
  }
}
