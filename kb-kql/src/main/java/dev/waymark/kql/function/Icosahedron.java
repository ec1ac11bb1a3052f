package dev.waymark.kql.function;

import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The globe on twenty triangles, each a plane that touches it and onto which places are projected
 * from the centre. Its corners lie in the sea, as Buckminster Fuller placed them.
 */
final class Icosahedron {
  /** The middle of one triangle, and the direction from there to one of its corners. */
  private static final double LATITUDE = 0.80358264971899;

  private static final double LONGITUDE = 1.2483974196173961;
  private static final double AZIMUTH = 5.6199582685239395;

  /** Half of the way from a triangle's middle to its corners, which is that to its edges. */
  static final double UNIT = (3 - Math.sqrt(5)) / 2;

  private static final double ROUNDING = 1e-12;
  private static final int MOST_FOLDS = 2;

  private static final List<Vector> CORNERS = corners();
  static final List<Face> FACES = faces();

  private Icosahedron() {}

  /** A triangle, whose plane's first axis points to its first corner. */
  static final class Face {
    private final Vector middle;
    private final Vector first;
    private final Vector second;
    private final int[] corners;

    private Face(int a, int b, int c) {
      this.corners = new int[] {a, b, c};
      this.middle = CORNERS.get(a).plus(CORNERS.get(b)).plus(CORNERS.get(c)).unit();
      Vector corner = CORNERS.get(a);
      this.first = corner.minus(middle.times(middle.dot(corner))).unit();
      this.second = middle.cross(first);
    }

    Vector middle() {
      return middle;
    }

    Planar project(Vector place) {
      double scale = 1 / place.dot(middle);
      return new Planar(place.dot(first) * scale, place.dot(second) * scale);
    }

    Vector place(Planar point) {
      return middle.plus(first.times(point.x())).plus(second.times(point.y())).unit();
    }

    Planar corner(int index) {
      return project(CORNERS.get(corners[index]));
    }

    /** The edge beyond which a point lies, by the corner opposite to it; -1 for none. */
    private int beyond(Planar point) {
      int farthest = -1;
      double most = ROUNDING;
      for (int i = 0; i < corners.length; i++) {
        Planar corner = corner(i);
        double outward = -(point.x() * corner.x() + point.y() * corner.y()) / corner.length();
        if (outward - UNIT > most) {
          most = outward - UNIT;
          farthest = i;
        }
      }
      return farthest;
    }

    boolean contains(Planar point) {
      return beyond(point) < 0;
    }

    private boolean has(int corner) {
      return corners[0] == corner || corners[1] == corner || corners[2] == corner;
    }

    private int indexOf(int corner) {
      return corners[0] == corner ? 0 : corners[1] == corner ? 1 : 2;
    }

    /** What lies at a point of this plane, folded over an edge into the plane behind it. */
    private Spot across(int edge, Planar point) {
      int a = corners[(edge + 1) % 3];
      int b = corners[(edge + 2) % 3];
      for (Face other : FACES) {
        if (other != this && other.has(a) && other.has(b)) {
          Planar from = corner((edge + 1) % 3);
          Planar to = other.corner(other.indexOf(a));
          Planar turn =
              other.corner(other.indexOf(b)).minus(to).over(corner((edge + 2) % 3).minus(from));
          return new Spot(other, point.minus(from).times(turn).plus(to), turn);
        }
      }
      throw new IllegalStateException("every edge has two sides");
    }

    /** Where a point of this plane lies once it's folded around the edges that it's beyond. */
    Spot fold(Planar point) {
      var spot = new Spot(this, point, new Planar(1, 0));
      for (int folds = 0; folds <= MOST_FOLDS; folds++) {
        int edge = spot.face.beyond(spot.point);
        if (edge < 0) {
          return spot;
        }
        Spot next = spot.face.across(edge, spot.point);
        spot = new Spot(next.face, next.point, spot.turn.times(next.turn));
      }
      throw Refusal.unsupported("H3 cells around a corner");
    }

    /** How directions turn on the way into the plane of this face or one beside it. */
    Planar turnTo(Face other) {
      if (other == this) {
        return new Planar(1, 0);
      }
      for (int edge = 0; edge < corners.length; edge++) {
        Spot spot = across(edge, Planar.ZERO);
        if (spot.face == other) {
          return spot.turn;
        }
      }
      throw new IllegalStateException("the faces don't share an edge");
    }
  }

  /**
   * A point of a face.
   *
   * @param turn how directions of the plane that it was folded from turn to those of the face
   */
  record Spot(Face face, Planar point, Planar turn) {
    Vector place() {
      return face.place(point);
    }
  }

  static Face faceOf(Vector place) {
    Face nearest = FACES.get(0);
    for (Face face : FACES) {
      if (face.middle.dot(place) > nearest.middle.dot(place)) {
        nearest = face;
      }
    }
    return nearest;
  }

  static List<Vector> cornerPlaces() {
    return CORNERS;
  }

  private static List<Vector> corners() {
    double cos = Math.cos(LATITUDE);
    Vector middle =
        new Vector(cos * Math.cos(LONGITUDE), cos * Math.sin(LONGITUDE), Math.sin(LATITUDE));
    Vector north = new Vector(0, 0, 1).minus(middle.times(middle.z())).unit();
    Vector east = north.cross(middle);
    var triangle = new ArrayList<Vector>();
    for (int i = 0; i < 3; i++) {
      double azimuth = AZIMUTH - i * 2 * Math.PI / 3;
      Vector direction = north.times(Math.cos(azimuth)).plus(east.times(Math.sin(azimuth)));
      triangle.add(middle.plus(direction.times(2 * UNIT)).unit());
    }
    var corners = new ArrayList<>(triangle);
    for (int i = 0; i < 3; i++) {
      Vector edge = triangle.get((i + 1) % 3).cross(triangle.get((i + 2) % 3)).unit();
      corners.add(triangle.get(i).minus(edge.times(2 * edge.dot(triangle.get(i)))));
    }
    corners.addAll(corners.stream().map(corner -> corner.times(-1)).toList());
    return List.copyOf(corners);
  }

  private static List<Face> faces() {
    var faces = new ArrayList<Face>();
    int count = CORNERS.size();
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        for (int c = b + 1; c < count; c++) {
          if (areNeighbors(a, b) && areNeighbors(b, c) && areNeighbors(a, c)) {
            faces.add(new Face(a, b, c));
          }
        }
      }
    }
    return List.copyOf(faces);
  }

  private static boolean areNeighbors(int a, int b) {
    return Math.abs(CORNERS.get(a).dot(CORNERS.get(b)) - 1 / Math.sqrt(5)) < ROUNDING;
  }
}
