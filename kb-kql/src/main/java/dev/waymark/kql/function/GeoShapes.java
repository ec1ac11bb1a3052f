package dev.waymark.kql.function;

import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines and polygons of GeoJSON. Nothing comes of what is no shape, as Kusto's null. */
final class GeoShapes {
  /** Checking that no edge crosses another takes the square of this. */
  private static final int LARGEST = 1000;

  private static final double TOUCHING = 1e-15;

  /** Beyond, a polygon may be the larger part of the globe. */
  private static final double WIDEST = Math.toRadians(60);

  private GeoShapes() {}

  static boolean isPlace(double longitude, double latitude) {
    return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  }

  /** A polygon: a ring, and the rings of its holes, each without its closing point. */
  record Polygon(List<List<Vector>> rings) {
    List<Vector> shell() {
      return rings.get(0);
    }

    boolean contains(Vector point) {
      for (List<Vector> ring : rings) {
        if (distance(point, closed(ring)) < 1e-12) {
          throw Refusal.unsupported("a point on the edge of a polygon");
        }
      }
      return isInside(point, shell())
          && rings.stream().skip(1).noneMatch(hole -> isInside(point, hole));
    }

    List<List<Vector>> lines() {
      return rings.stream().map(GeoShapes::closed).toList();
    }
  }

  private static Optional<List<?>> coordinates(@Nullable Object shape, String type) {
    return shape instanceof Map<?, ?> map
            && type.equals(map.get("type"))
            && map.get("coordinates") instanceof List<?> list
        ? Optional.of(list)
        : Optional.empty();
  }

  /** The lines of a LineString or a MultiLineString. */
  static Optional<List<List<Vector>>> lines(@Nullable Object shape) {
    List<?> all =
        coordinates(shape, "LineString")
            .<List<?>>map(List::of)
            .or(() -> coordinates(shape, "MultiLineString"))
            .orElse(List.of());
    var lines = new ArrayList<List<Vector>>();
    for (Object points : all) {
      Optional<List<Vector>> line = points(points);
      if (line.isEmpty() || line.get().size() < 2) {
        return Optional.empty();
      }
      apart(line.get());
      lines.add(line.get());
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  /** Whether Kusto takes a line that stands still isn't documented. */
  private static void apart(List<Vector> line) {
    for (int i = 1; i < line.size(); i++) {
      double angle = line.get(i - 1).angleTo(line.get(i));
      if (angle == 0 || angle > 3) {
        throw Refusal.unsupported("an edge without length, or half around the globe");
      }
    }
  }

  private static Optional<List<Vector>> points(@Nullable Object coordinates) {
    if (!(coordinates instanceof List<?> list)) {
      return Optional.empty();
    }
    var points = new ArrayList<Vector>();
    for (Object item : list) {
      boolean place =
          item instanceof List<?> pair
              && pair.size() >= 2
              && pair.get(0) instanceof Number longitude
              && pair.get(1) instanceof Number latitude
              && isPlace(longitude.doubleValue(), latitude.doubleValue());
      if (!place) {
        return Optional.empty();
      }
      List<?> pair = (List<?>) item;
      points.add(Vector.of(MathFunctions.number(pair.get(0)), MathFunctions.number(pair.get(1))));
    }
    return Optional.of(points);
  }

  /** The polygons of a Polygon or a MultiPolygon. */
  static Optional<List<Polygon>> polygons(@Nullable Object shape) {
    List<?> all =
        coordinates(shape, "Polygon")
            .<List<?>>map(List::of)
            .or(() -> coordinates(shape, "MultiPolygon"))
            .orElse(List.of());
    var polygons = new ArrayList<Polygon>();
    for (Object item : all) {
      if (!(item instanceof List<?> list) || list.isEmpty()) {
        return Optional.empty();
      }
      var rings = new ArrayList<List<Vector>>();
      for (Object coordinates : list) {
        Optional<List<Vector>> ring = ring(coordinates);
        if (ring.isEmpty()) {
          return Optional.empty();
        }
        rings.add(ring.get());
      }
      check(rings);
      polygons.add(new Polygon(rings));
    }
    return polygons.isEmpty() ? Optional.empty() : Optional.of(polygons);
  }

  /** Three corners at least, all different, and the first point once more. */
  private static Optional<List<Vector>> ring(@Nullable Object coordinates) {
    Optional<List<Vector>> points = points(coordinates);
    int corners = points.map(List::size).orElse(0) - 1;
    if (corners < 3 || points.orElseThrow().stream().distinct().count() < corners) {
      return Optional.empty();
    }
    List<Vector> ring = points.orElseThrow();
    if (!ring.get(0).equals(ring.get(ring.size() - 1))) {
      throw Refusal.unsupported("a ring that isn't closed");
    }
    apart(ring);
    return Optional.of(ring.subList(0, ring.size() - 1));
  }

  private static void check(List<List<Vector>> rings) {
    var edges = new ArrayList<Vector[]>();
    Vector middle = middle(rings.get(0));
    for (List<Vector> ring : rings) {
      for (int i = 0; i < ring.size(); i++) {
        edges.add(new Vector[] {ring.get(i), ring.get((i + 1) % ring.size())});
        if (middle.angleTo(ring.get(i)) > WIDEST) {
          throw Refusal.unsupported("a polygon over a large part of the globe");
        }
      }
    }
    if (edges.size() > LARGEST) {
      throw Refusal.unsupported("a polygon of more than " + LARGEST + " edges");
    }
    for (int i = 0; i < edges.size(); i++) {
      for (int j = 0; j < i; j++) {
        Vector[] a = edges.get(i);
        Vector[] b = edges.get(j);
        boolean neighbours = a[0].equals(b[1]) || a[1].equals(b[0]);
        if (!neighbours && cross(a[0], a[1], b[0], b[1])) {
          throw Refusal.unsupported("a polygon that crosses itself");
        }
      }
    }
    for (List<Vector> hole : rings.subList(1, rings.size())) {
      if (!isInside(hole.get(0), rings.get(0))) {
        throw Refusal.unsupported("a hole outside of its polygon");
      }
    }
  }

  private static Vector middle(List<Vector> ring) {
    Vector sum = new Vector(0, 0, 0);
    for (Vector point : ring) {
      sum = sum.plus(point);
    }
    return sum.unit();
  }

  static List<Vector> closed(List<Vector> ring) {
    var closed = new ArrayList<>(ring);
    closed.add(ring.get(0));
    return closed;
  }

  /** Whether a ring goes around a point; the side that has the smaller area is its inside. */
  private static boolean isInside(Vector point, List<Vector> ring) {
    if (point.dot(middle(ring)) <= 0) {
      return false;
    }
    double sum = 0;
    for (int i = 0; i < ring.size(); i++) {
      Vector a = point.cross(ring.get(i));
      Vector b = point.cross(ring.get((i + 1) % ring.size()));
      sum += Math.atan2(point.dot(a.cross(b)), a.dot(b));
    }
    return Math.abs(sum) > Math.PI;
  }

  /** Whether two edges cross; refused where they only touch. */
  static boolean cross(Vector a, Vector b, Vector c, Vector d) {
    double abc = Sphere.turn(a, b, c);
    double abd = Sphere.turn(a, b, d);
    double cda = Sphere.turn(c, d, a);
    double cdb = Sphere.turn(c, d, b);
    boolean near = a.plus(b).dot(c.plus(d)) > 0;
    boolean apart = abc * abd > 0 || cda * cdb > 0;
    double least =
        Math.min(Math.min(Math.abs(abc), Math.abs(abd)), Math.min(Math.abs(cda), Math.abs(cdb)));
    if (near && !apart && least < TOUCHING) {
      throw Refusal.unsupported("shapes that touch");
    }
    return near && !apart;
  }

  /** The points in which lines cross. */
  static List<Vector> crossings(List<List<Vector>> first, List<List<Vector>> second) {
    long pairs = (long) size(first) * size(second);
    if (pairs > (long) LARGEST * LARGEST) {
      throw Refusal.unsupported("shapes with so many edges");
    }
    var crossings = new ArrayList<Vector>();
    for (List<Vector> a : first) {
      for (List<Vector> b : second) {
        cross(a, b, crossings);
      }
    }
    return crossings;
  }

  private static void cross(List<Vector> a, List<Vector> b, List<Vector> crossings) {
    for (int i = 1; i < a.size(); i++) {
      for (int j = 1; j < b.size(); j++) {
        if (cross(a.get(i - 1), a.get(i), b.get(j - 1), b.get(j))) {
          crossings.add(crossing(a.get(i - 1), a.get(i), b.get(j - 1), b.get(j)));
        }
      }
    }
  }

  /** Written with differences, so that short edges lose no digits. */
  private static Vector crossing(Vector a, Vector b, Vector c, Vector d) {
    Vector normal = c.minus(d).cross(c.plus(d));
    double part = normal.dot(a) / normal.dot(a.minus(b));
    return a.plus(b.minus(a).times(part)).unit();
  }

  private static int size(List<List<Vector>> lines) {
    return lines.stream().mapToInt(List::size).sum();
  }

  /** Whether a line has a point in common with one of the polygons. */
  static boolean meet(List<List<Vector>> lines, List<Polygon> polygons) {
    for (Polygon polygon : polygons) {
      if (!crossings(lines, polygon.lines()).isEmpty()
          || lines.stream().anyMatch(line -> polygon.contains(line.get(0)))) {
        return true;
      }
    }
    return false;
  }

  static boolean overlap(List<Polygon> first, List<Polygon> second) {
    return first.stream().anyMatch(a -> meet(List.of(closed(a.shell())), second))
        || second.stream().anyMatch(b -> meet(List.of(closed(b.shell())), first));
  }

  /** Measures a union: of parts that lie apart. */
  static List<Polygon> disjoint(List<Polygon> polygons) {
    for (int i = 0; i < polygons.size(); i++) {
      if (polygons.get(i).rings().size() > 1) {
        throw Refusal.unsupported("measuring a polygon with holes");
      }
      for (int j = 0; j < i; j++) {
        if (overlap(List.of(polygons.get(i)), List.of(polygons.get(j)))) {
          throw Refusal.unsupported("the union of polygons that overlap");
        }
      }
    }
    return polygons;
  }

  static double length(List<Vector> line) {
    double sum = 0;
    for (int i = 1; i < line.size(); i++) {
      sum += line.get(i - 1).angleTo(line.get(i));
    }
    return sum;
  }

  static Vector closest(Vector point, List<Vector> line) {
    Vector best = line.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < line.size(); i++) {
      Vector near = Sphere.closest(point, line.get(i - 1), line.get(i));
      double distance = point.angleTo(near);
      if (distance < least) {
        least = distance;
        best = near;
      }
    }
    return best;
  }

  static double distance(Vector point, List<Vector> line) {
    return point.angleTo(closest(point, line));
  }

  /** The centroids of a line's edges, each by its length. */
  static Vector centroid(List<Vector> line) {
    Vector sum = new Vector(0, 0, 0);
    for (int i = 1; i < line.size(); i++) {
      Vector along = line.get(i - 1).plus(line.get(i));
      Vector across = line.get(i - 1).minus(line.get(i));
      sum = sum.plus(along.times(Math.sqrt(across.dot(across) / along.dot(along))));
    }
    return sum;
  }

  /** The area of a ring's inside, from its corners' triangles. */
  static double area(List<Vector> ring) {
    double sum = 0;
    for (int i = 1; i + 1 < ring.size(); i++) {
      sum += triangle(ring.get(0), ring.get(i), ring.get(i + 1));
    }
    return Math.abs(sum);
  }

  private static double triangle(Vector a, Vector b, Vector c) {
    double spread = 1 + a.dot(b) + b.dot(c) + c.dot(a);
    return 2 * Math.atan2(Sphere.turn(a, b, c), spread);
  }

  /** The true centroids of a ring's triangles, each by its area. */
  static Vector areaCentroid(List<Vector> ring) {
    Vector sum = new Vector(0, 0, 0);
    for (int i = 1; i + 1 < ring.size(); i++) {
      sum = sum.plus(triangleCentroid(ring.get(0), ring.get(i), ring.get(i + 1)));
    }
    return sum.dot(ring.get(0)) < 0 ? sum.times(-1) : sum;
  }

  /**
   * The integral of position over a triangle. It's the solution of three linear equations, written
   * with differences so that small triangles lose no digits.
   */
  private static Vector triangleCentroid(Vector a, Vector b, Vector c) {
    double ra = ratio(b.angleTo(c));
    double rb = ratio(c.angleTo(a));
    double rc = ratio(a.angleTo(b));
    Vector x = new Vector(a.x(), b.x() - a.x(), c.x() - a.x());
    Vector y = new Vector(a.y(), b.y() - a.y(), c.y() - a.y());
    Vector z = new Vector(a.z(), b.z() - a.z(), c.z() - a.z());
    Vector r = new Vector(ra, rb - ra, rc - ra);
    return new Vector(y.cross(z).dot(r), z.cross(x).dot(r), x.cross(y).dot(r)).times(0.5);
  }

  private static double ratio(double angle) {
    return angle == 0 ? 1 : angle / Math.sin(angle);
  }
}
