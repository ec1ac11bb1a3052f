package dev.waymark.kql.function;

import dev.waymark.kql.function.Sphere.Vector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the S2 grid: the globe on the six faces of a cube, each face a square of 2^30 by 2^30
 * along a Hilbert curve, whose places are the cells' numbers.
 */
record S2Cell(long id) {
  static final int DEEPEST = 30;

  private static final int SIZE = 1 << DEEPEST;

  /** Where the quarters lie that the curve visits, as 2 i + j, by its orientation. */
  private static final int[][] QUARTERS = {{0, 1, 3, 2}, {0, 2, 3, 1}, {3, 2, 0, 1}, {3, 1, 0, 2}};

  /** How the curve turns inside of the quarters that it visits: swapped (1), inverted (2). */
  private static final int[] TURNS = {1, 0, 0, 3};

  /** The cell that a token names: its number in hexadecimal without the zeros at its end. */
  static Optional<S2Cell> parse(String token) {
    if (!token.matches("[0-9a-fA-F]{1,16}")) {
      return Optional.empty();
    }
    String digits = token + "0".repeat(16 - token.length());
    long id = Long.parseUnsignedLong(digits, 16);
    boolean valid = id >>> 61 < 6 && (Long.lowestOneBit(id) & 0x1555555555555555L) != 0;
    return valid ? Optional.of(new S2Cell(id)) : Optional.empty();
  }

  static S2Cell of(double longitude, double latitude, int level) {
    Vector point = Vector.of(longitude, latitude);
    double[] p = {point.x(), point.y(), point.z()};
    int axis = 0;
    for (int i = 1; i < 3; i++) {
      axis = Math.abs(p[i]) > Math.abs(p[axis]) ? i : axis;
    }
    int face = p[axis] < 0 ? axis + 3 : axis;
    double[] uv =
        switch (face) {
          case 0 -> new double[] {p[1] / p[0], p[2] / p[0]};
          case 1 -> new double[] {-p[0] / p[1], p[2] / p[1]};
          case 2 -> new double[] {-p[0] / p[2], -p[1] / p[2]};
          case 3 -> new double[] {p[2] / p[0], p[1] / p[0]};
          case 4 -> new double[] {p[2] / p[1], -p[0] / p[1]};
          default -> new double[] {-p[1] / p[2], -p[0] / p[2]};
        };
    return of(face, place(uv[0]), place(uv[1]), level);
  }

  /** The row of small cells that a coordinate falls into. */
  private static int place(double u) {
    double s = u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u);
    return (int) Math.max(0, Math.min(SIZE - 1.0, Math.floor(SIZE * s)));
  }

  private static S2Cell of(int face, int i, int j, int level) {
    long position = face;
    int turn = face & 1;
    for (int bit = DEEPEST - 1; bit >= DEEPEST - level; bit--) {
      int quarter = (((i >> bit) & 1) << 1) | ((j >> bit) & 1);
      int visit = 0;
      while (QUARTERS[turn][visit] != quarter) {
        visit++;
      }
      position = (position << 2) | visit;
      turn ^= TURNS[visit];
    }
    return new S2Cell(((position << 1) | 1) << (2 * (DEEPEST - level)));
  }

  int level() {
    return DEEPEST - Long.numberOfTrailingZeros(id) / 2;
  }

  private int face() {
    return (int) (id >>> 61);
  }

  /** The least row and column of the cell's small cells. */
  private int[] corner() {
    int i = 0;
    int j = 0;
    int turn = face() & 1;
    for (int step = 0; step < level(); step++) {
      int visit = (int) (id >>> (59 - 2 * step)) & 3;
      int quarter = QUARTERS[turn][visit];
      i = (i << 1) | (quarter >> 1);
      j = (j << 1) | (quarter & 1);
      turn ^= TURNS[visit];
    }
    int rest = DEEPEST - level();
    return new int[] {i << rest, j << rest};
  }

  String token() {
    return String.format("%016x", id).replaceAll("0+$", "");
  }

  Map<String, @Nullable Object> center() {
    int[] corner = corner();
    double half = width() / 2.0;
    return Geohash.geometry("Point", point(corner[0] + half, corner[1] + half).coordinates());
  }

  private long width() {
    return 1L << (DEEPEST - level());
  }

  private Vector point(double i, double j) {
    double u = stretched(i / SIZE);
    double v = stretched(j / SIZE);
    Vector point =
        switch (face()) {
          case 0 -> new Vector(1, u, v);
          case 1 -> new Vector(-u, 1, v);
          case 2 -> new Vector(-u, -v, 1);
          case 3 -> new Vector(-1, -v, -u);
          case 4 -> new Vector(v, -1, -u);
          default -> new Vector(v, u, -1);
        };
    return point.unit();
  }

  private static double stretched(double s) {
    return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3;
  }

  Map<String, @Nullable Object> polygon() {
    int[] corner = corner();
    double i = corner[0];
    double j = corner[1];
    double width = width();
    List<Object> first = point(i, j).coordinates();
    return Geohash.geometry(
        "Polygon",
        List.of(
            List.of(
                first,
                point(i + width, j).coordinates(),
                point(i + width, j + width).coordinates(),
                point(i, j + width).coordinates(),
                first)));
  }
}
