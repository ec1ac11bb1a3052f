package dev.waymark.kql.function;

import java.util.List;

/**
 * Great circles on the globe as Kusto measures it: all printed distances are those on a sphere of
 * 6,371,010 m, and none is that on an ellipsoid.
 */
final class Sphere {
  private static final double RADIUS = 6_371_010;

  private Sphere() {}

  /** A point of the unit sphere, or any vector. */
  record Vector(double x, double y, double z) {
    static Vector of(double longitude, double latitude) {
      double phi = Math.toRadians(latitude);
      double theta = Math.toRadians(longitude);
      double cos = Math.cos(phi);
      return new Vector(Math.cos(theta) * cos, Math.sin(theta) * cos, Math.sin(phi));
    }

    Vector plus(Vector other) {
      return new Vector(x + other.x, y + other.y, z + other.z);
    }

    Vector minus(Vector other) {
      return new Vector(x - other.x, y - other.y, z - other.z);
    }

    Vector times(double factor) {
      return new Vector(x * factor, y * factor, z * factor);
    }

    double dot(Vector other) {
      return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
      return new Vector(
          y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
      return Math.sqrt(dot(this));
    }

    Vector unit() {
      return times(1 / length());
    }

    double angleTo(Vector other) {
      return Math.atan2(cross(other).length(), dot(other));
    }

    double longitude() {
      return Math.toDegrees(Math.atan2(y, x));
    }

    double latitude() {
      return Math.toDegrees(Math.atan2(z, Math.sqrt(x * x + y * y)));
    }

    List<Object> coordinates() {
      return List.of(longitude(), latitude());
    }
  }

  static double meters(double radians) {
    return radians * RADIUS;
  }

  static double squareMeters(double steradians) {
    return steradians * RADIUS * RADIUS;
  }

  /** The angle between two points, which stays exact where they are close together. */
  static double angle(double longitude1, double latitude1, double longitude2, double latitude2) {
    double phi1 = Math.toRadians(latitude1);
    double phi2 = Math.toRadians(latitude2);
    double north = Math.sin((phi2 - phi1) / 2);
    double east = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
    double half = north * north + east * east * Math.cos(phi1) * Math.cos(phi2);
    return 2 * Math.asin(Math.sqrt(Math.min(1, half)));
  }

  /** The direction from one point to another, clockwise from the north. */
  static double azimuth(double longitude1, double latitude1, double longitude2, double latitude2) {
    double phi1 = Math.toRadians(latitude1);
    double phi2 = Math.toRadians(latitude2);
    double east = Math.toRadians(longitude2 - longitude1);
    double azimuth =
        Math.atan2(
            Math.sin(east) * Math.cos(phi2),
            Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(east));
    return azimuth < 0 ? azimuth + 2 * Math.PI : azimuth;
  }

  /** The point of an edge that is next to a point. */
  static Vector closest(Vector point, Vector from, Vector to) {
    Vector normal = from.minus(to).cross(from.plus(to));
    Vector foot = point.minus(normal.times(point.dot(normal) / normal.dot(normal))).unit();
    boolean between =
        normal.cross(from).dot(foot) * orientation(from, to) > 0
            && normal.cross(to).dot(foot) * orientation(from, to) < 0;
    if (between) {
      return foot;
    }
    return point.minus(from).dot(point.minus(from)) <= point.minus(to).dot(point.minus(to))
        ? from
        : to;
  }

  private static double orientation(Vector from, Vector to) {
    return from.minus(to).cross(from.plus(to)).cross(from).dot(to) > 0 ? 1 : -1;
  }

  static Vector interpolate(Vector from, Vector to, double angle) {
    Vector tangent = from.cross(to).cross(from).unit();
    return from.times(Math.cos(angle)).plus(tangent.times(Math.sin(angle)));
  }

  /** The volume of three points, whose sign is the way round that they lie. */
  static double turn(Vector a, Vector b, Vector c) {
    return a.dot(b.minus(a).cross(c.minus(a)));
  }
}
