package dev.waymark.kql.function;

import static dev.waymark.kql.function.MathFunctions.real;

import dev.waymark.kql.function.GeoShapes.Polygon;
import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Distances, lines and polygons on the globe. What a library would decide by rounding is refused:
 * points on an edge, shapes that touch or overlap; and what it would shape its own way: buffers,
 * coverings, simplified shapes.
 */
final class ShapeFunctions {
  /** Points so near to the edge of a circle are neither inside nor outside of it. */
  private static final double UNSURE_METERS = 1e-3;

  private static final double SAME_POINT = 1e-15;

  private ShapeFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    points(family);
    lines(family);
    polygons(family);
    intersections(family);
    ShapelessFunctions.addTo(family);
    return family.functions();
  }

  private static void points(Family family) {
    family.strict(
        "geo_distance_2points(real, real, real, real) real",
        a -> arePlaces(a, 2) ? Sphere.meters(angle(a, 0, 2)) : null);
    family.strict(
        "geo_azimuth(real, real, real, real) real",
        a -> arePlaces(a, 2) && !areSameOrOpposite(a) ? azimuth(a) : null);
    family.strict(
        "geo_angle(real, real, real, real, real, real) real",
        a -> arePlaces(a, 3) ? corner(a) : null);
    family.strict(
        "geo_point_in_circle(real, real, real, real, real) bool", ShapeFunctions::isInCircle);
  }

  private static boolean arePlaces(@Nullable Object[] a, int count) {
    for (int i = 0; i < count; i++) {
      if (!GeoShapes.isPlace(real(a, 2 * i), real(a, 2 * i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static Vector point(@Nullable Object[] a, int index) {
    return Vector.of(real(a, index), real(a, index + 1));
  }

  private static double angle(@Nullable Object[] a, int first, int second) {
    return Sphere.angle(real(a, first), real(a, first + 1), real(a, second), real(a, second + 1));
  }

  private static boolean areSameOrOpposite(@Nullable Object[] a) {
    return point(a, 0).cross(point(a, 2)).length() < SAME_POINT;
  }

  private static double azimuth(@Nullable Object[] a) {
    return Sphere.azimuth(real(a, 0), real(a, 1), real(a, 2), real(a, 3));
  }

  /** Clockwise from the line to the first point to the line to the last. */
  private static double corner(@Nullable Object[] a) {
    Vector first = point(a, 0);
    Vector middle = point(a, 2);
    Vector last = point(a, 4);
    Vector in = middle.cross(first);
    Vector out = middle.cross(last);
    if (in.length() < SAME_POINT || out.length() < SAME_POINT) {
      throw Refusal.unsupported("an angle between points in the same or opposite places");
    }
    if (middle.dot(out.cross(in)) < 0) {
      throw Refusal.unsupported("an angle that opens to the other side");
    }
    return in.angleTo(out);
  }

  private static @Nullable Object isInCircle(@Nullable Object[] a) {
    double radius = real(a, 4);
    if (!arePlaces(a, 2) || Double.isNaN(radius) || radius < 0) {
      return null;
    }
    double distance = Sphere.meters(angle(a, 0, 2));
    if (Math.abs(distance - radius) < UNSURE_METERS) {
      throw Refusal.unsupported("a point on the edge of a circle");
    }
    return distance < radius;
  }

  private static void lines(Family family) {
    family.strict(
        "geo_line_length(dynamic) real",
        a ->
            ofLines(
                a[0], lines -> Sphere.meters(lines.stream().mapToDouble(GeoShapes::length).sum())));
    family.strict(
        "geo_line_centroid(dynamic) dynamic",
        a -> ofLines(a[0], lines -> shape(sum(lines.stream().map(GeoShapes::centroid).toList()))));
    family.strict(
        "geo_line_interpolate_point(dynamic, real) dynamic",
        a -> ofLine(a[0], line -> interpolate(line, real(a, 1))));
    family.strict(
        "geo_line_locate_point(dynamic, real, real) real",
        a ->
            GeoShapes.isPlace(real(a, 1), real(a, 2))
                ? ofLine(a[0], line -> locate(line, point(a, 1)))
                : null);
    family.strict(
        "geo_closest_point_on_line(real, real, dynamic) dynamic",
        a -> arePlaces(a, 1) ? ofLines(a[2], lines -> shape(closest(point(a, 0), lines))) : null);
    family.strict(
        "geo_distance_point_to_line(real, real, dynamic) real",
        a ->
            arePlaces(a, 1)
                ? ofLines(
                    a[2], lines -> Sphere.meters(point(a, 0).angleTo(closest(point(a, 0), lines))))
                : null);
    family.strict(
        "geo_intersects_2lines(dynamic, dynamic) bool",
        a ->
            ofLines(
                a[0],
                first -> ofLines(a[1], second -> !GeoShapes.crossings(first, second).isEmpty())));
    family.strict(
        "geo_intersects_line_with_polygon(dynamic, dynamic) bool",
        a -> ofLines(a[0], lines -> ofPolygons(a[1], polygons -> GeoShapes.meet(lines, polygons))));
  }

  static @Nullable Object ofLines(
      @Nullable Object shape, Function<List<List<Vector>>, @Nullable Object> body) {
    Optional<List<List<Vector>>> lines = GeoShapes.lines(shape);
    return lines.isPresent() ? body.apply(lines.get()) : null;
  }

  private static @Nullable Object ofLine(
      @Nullable Object shape, Function<List<Vector>, @Nullable Object> body) {
    return ofLines(
        shape,
        lines -> {
          if (lines.size() > 1) {
            throw Refusal.unsupported("a place along several lines");
          }
          return body.apply(lines.get(0));
        });
  }

  static @Nullable Object ofPolygons(
      @Nullable Object shape, Function<List<Polygon>, @Nullable Object> body) {
    Optional<List<Polygon>> polygons = GeoShapes.polygons(shape);
    return polygons.isPresent() ? body.apply(polygons.get()) : null;
  }

  private static Object shape(Vector point) {
    return Geohash.geometry("Point", point.coordinates());
  }

  private static Vector sum(List<Vector> vectors) {
    Vector sum = new Vector(0, 0, 0);
    for (Vector vector : vectors) {
      sum = sum.plus(vector);
    }
    return sum;
  }

  private static @Nullable Object interpolate(List<Vector> line, double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      return null;
    }
    double rest = fraction * GeoShapes.length(line);
    for (int i = 1; i < line.size(); i++) {
      double length = line.get(i - 1).angleTo(line.get(i));
      if (rest < length) {
        return shape(Sphere.interpolate(line.get(i - 1), line.get(i), rest));
      }
      rest -= length;
    }
    return shape(line.get(line.size() - 1));
  }

  private static double locate(List<Vector> line, Vector point) {
    double least = Double.POSITIVE_INFINITY;
    double before = 0;
    double found = 0;
    for (int i = 1; i < line.size(); i++) {
      Vector near = Sphere.closest(point, line.get(i - 1), line.get(i));
      double distance = point.angleTo(near);
      if (distance < least) {
        least = distance;
        found = before + line.get(i - 1).angleTo(near);
      }
      before += line.get(i - 1).angleTo(line.get(i));
    }
    return Math.min(1, found / before);
  }

  private static Vector closest(Vector point, List<List<Vector>> lines) {
    Vector best = GeoShapes.closest(point, lines.get(0));
    for (List<Vector> line : lines) {
      Vector near = GeoShapes.closest(point, line);
      best = point.angleTo(near) < point.angleTo(best) ? near : best;
    }
    return best;
  }

  private static void polygons(Family family) {
    family.strict(
        "geo_point_in_polygon(real, real, dynamic) bool",
        a ->
            arePlaces(a, 1) ? ofPolygons(a[2], polygons -> isInside(point(a, 0), polygons)) : null);
    family.strict(
        "geo_distance_point_to_polygon(real, real, dynamic) real",
        a ->
            arePlaces(a, 1) ? ofPolygons(a[2], polygons -> distance(point(a, 0), polygons)) : null);
    family.strict(
        "geo_closest_point_on_polygon(real, real, dynamic) dynamic",
        a ->
            arePlaces(a, 1)
                ? ofPolygons(a[2], polygons -> closestOfPolygons(point(a, 0), polygons))
                : null);
    family.strict(
        "geo_polygon_area(dynamic) real",
        a -> ofPolygons(a[0], polygons -> Sphere.squareMeters(area(polygons))));
    family.strict(
        "geo_polygon_perimeter(dynamic) real",
        a -> ofPolygons(a[0], polygons -> Sphere.meters(perimeter(polygons))));
    family.strict(
        "geo_polygon_centroid(dynamic) dynamic",
        a -> ofPolygons(a[0], polygons -> shape(centroid(polygons))));
    family.strict(
        "geo_intersects_2polygons(dynamic, dynamic) bool",
        a ->
            ofPolygons(
                a[0], first -> ofPolygons(a[1], second -> GeoShapes.overlap(first, second))));
  }

  /** What two shapes have in common where that is nothing, or the crossing of two lines. */
  private static void intersections(Family family) {
    family.strict(
        "geo_intersection_2lines(dynamic, dynamic) dynamic",
        a -> ofLines(a[0], first -> ofLines(a[1], second -> crossing(first, second))));
    family.strict(
        "geo_intersection_line_with_polygon(dynamic, dynamic) dynamic",
        a ->
            ofLines(
                a[0],
                lines -> ofPolygons(a[1], polygons -> nothing(GeoShapes.meet(lines, polygons)))));
    family.strict(
        "geo_intersection_2polygons(dynamic, dynamic) dynamic",
        a ->
            ofPolygons(
                a[0],
                first -> ofPolygons(a[1], second -> nothing(GeoShapes.overlap(first, second)))));
  }

  private static Object nothing(boolean meet) {
    if (meet) {
      throw Refusal.unsupported("the shape of what polygons have in common");
    }
    return Map.of("type", "GeometryCollection", "geometries", List.of());
  }

  private static Object crossing(List<List<Vector>> first, List<List<Vector>> second) {
    List<Vector> crossings = GeoShapes.crossings(first, second);
    if (crossings.size() > 1) {
      throw Refusal.unsupported("lines that cross more than once");
    }
    return crossings.isEmpty() ? nothing(false) : shape(crossings.get(0));
  }

  private static boolean isInside(Vector point, List<Polygon> polygons) {
    return polygons.stream().anyMatch(polygon -> polygon.contains(point));
  }

  private static List<List<Vector>> edges(List<Polygon> polygons) {
    return polygons.stream().flatMap(polygon -> polygon.lines().stream()).toList();
  }

  private static double distance(Vector point, List<Polygon> polygons) {
    return isInside(point, polygons)
        ? 0
        : Sphere.meters(point.angleTo(closest(point, edges(polygons))));
  }

  private static Object closestOfPolygons(Vector point, List<Polygon> polygons) {
    if (isInside(point, polygons)) {
      throw Refusal.unsupported("the closest point to a point inside");
    }
    return shape(closest(point, edges(polygons)));
  }

  private static double area(List<Polygon> polygons) {
    return GeoShapes.disjoint(polygons).stream()
        .mapToDouble(polygon -> GeoShapes.area(polygon.shell()))
        .sum();
  }

  private static double perimeter(List<Polygon> polygons) {
    return edges(GeoShapes.disjoint(polygons)).stream().mapToDouble(GeoShapes::length).sum();
  }

  private static Vector centroid(List<Polygon> polygons) {
    return sum(
        GeoShapes.disjoint(polygons).stream()
            .map(polygon -> GeoShapes.areaCentroid(polygon.shell()))
            .toList());
  }
}
