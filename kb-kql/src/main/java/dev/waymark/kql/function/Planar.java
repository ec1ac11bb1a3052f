package dev.waymark.kql.function;

/** A point of a plane, which turns and stretches others as a complex number does. */
record Planar(double x, double y) {
  static final Planar ZERO = new Planar(0, 0);

  static Planar polar(double radius, double angle) {
    return new Planar(radius * Math.cos(angle), radius * Math.sin(angle));
  }

  /** The direction of a sixth of a turn, and of its multiples. */
  static Planar sixth(int count) {
    return polar(1, count * Math.PI / 3);
  }

  Planar plus(Planar other) {
    return new Planar(x + other.x, y + other.y);
  }

  Planar minus(Planar other) {
    return new Planar(x - other.x, y - other.y);
  }

  Planar times(Planar other) {
    return new Planar(x * other.x - y * other.y, x * other.y + y * other.x);
  }

  Planar over(Planar other) {
    double square = other.x * other.x + other.y * other.y;
    return new Planar((x * other.x + y * other.y) / square, (y * other.x - x * other.y) / square);
  }

  double length() {
    return Math.hypot(x, y);
  }

  /** The direction in sixths of a turn, rounded. */
  int sixths() {
    return Math.floorMod(Math.round(Math.atan2(y, x) / (Math.PI / 3)), 6);
  }
}
