package dev.waymark.kql.function;

import dev.waymark.kql.function.Icosahedron.Face;
import dev.waymark.kql.function.Icosahedron.Spot;
import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the cells of the H3 grid lie: hexagons on the planes of an icosahedron, each level's a
 * seventh of the one above and turned against it. The cells around the twelve corners, where the
 * hexagons have five sides, are refused.
 */
final class H3Grid {
  /** How much a level is turned against the one above, by turns one way and back. */
  private static final double TURN = Math.asin(Math.sqrt(3.0 / 28));

  private static final double LEVEL_SCALE = 1 / Math.sqrt(7);

  /** The digits of a cell's number around the middle, by sixths of a turn. */
  private static final int[] DIGITS = {4, 6, 2, 3, 1, 5};

  /**
   * For each base cell, in the order of their latitudes from the north, how many sixths of a turn
   * the direction of its digit 4 is from the one that is next to the north, clockwise. Measured on
   * cells' places; a dash stands for one with five sides.
   */
  private static final String AXES =
      "3015-200101100-113103014-4001011413031-4300014034-40110301-1043"
          + "-34143340-0140344410-3141303343440-034143133-443343442-5341";

  private static final double SAME_PLACE = 1e-9;

  /** So near to its edge, rounding decides which cell a place is in. */
  private static final double UNSURE = 1e-9;

  private static final List<Base> BASES = bases();

  private H3Grid() {}

  /** A cell of level 0; the axis is the direction of its digit 4 in its face's plane. */
  private record Base(Face face, Planar point, int axis, boolean isPentagon) {
    Vector place() {
      return face.place(point);
    }
  }

  static Vector center(H3Cell cell) {
    return spot(cell).place();
  }

  private static Spot spot(H3Cell cell) {
    return base(cell).face().fold(point(cell));
  }

  private static Base base(H3Cell cell) {
    Base base = BASES.get((int) cell.baseCell());
    if (base.isPentagon()) {
      throw corner();
    }
    return base;
  }

  private static Refusal corner() {
    return Refusal.unsupported("an H3 cell around one of the grid's corners");
  }

  /** A cell's middle in the plane of its base cell's face. */
  private static Planar point(H3Cell cell) {
    Base base = base(cell);
    Planar point = base.point();
    for (int level = 1; level <= cell.level(); level++) {
      int digit = cell.digit(level);
      if (digit != 0) {
        Planar step = Planar.sixth(sixthsOf(digit) + base.axis());
        point = point.plus(unit(level).times(step));
      }
    }
    return point;
  }

  private static int sixthsOf(int digit) {
    int sixths = 0;
    while (DIGITS[sixths] != digit) {
      sixths++;
    }
    return sixths;
  }

  /** From one cell's middle to the next, at a level. */
  private static Planar unit(int level) {
    double length = Icosahedron.UNIT * Math.pow(LEVEL_SCALE, level);
    return Planar.polar(length, level % 2 == 0 ? 0 : TURN);
  }

  /** The six corners of a cell, counterclockwise. */
  static List<Vector> corners(H3Cell cell) {
    Spot middle = spot(cell);
    Planar axis = unit(cell.level()).times(Planar.sixth(axis(middle.face())));
    var corners = new ArrayList<Vector>();
    for (int i = 0; i < 6; i++) {
      Planar step = Planar.polar(1 / Math.sqrt(3), Math.PI / 6).times(Planar.sixth(i));
      Planar corner = middle.point().plus(axis.times(step));
      if (!middle.face().contains(corner)) {
        throw Refusal.unsupported("the shape of an H3 cell over an edge of the grid");
      }
      corners.add(middle.face().place(corner));
    }
    return corners;
  }

  /** A face's axis is that of the base cell in its middle. */
  private static int axis(Face face) {
    for (Base base : BASES) {
      if (base.face() == face && base.point().equals(Planar.ZERO)) {
        return base.axis();
      }
    }
    throw new IllegalStateException("every face has a cell in its middle");
  }

  static H3Cell cell(Vector place, int level) {
    Face face = Icosahedron.faceOf(place);
    return cell(face, face.project(place), level);
  }

  private static H3Cell cell(Face face, Planar point, int level) {
    Hexagon at = Hexagon.of(point.over(unit(level)));
    int[] sixths = new int[level + 1];
    for (int i = level; i > 0; i--) {
      Planar scale = unit(i - 1).over(unit(i));
      Hexagon parent = Hexagon.of(at.point().over(scale));
      Planar rest = at.point().minus(parent.point().times(scale));
      sixths[i] = rest.length() < 0.5 ? -1 : rest.sixths();
      at = parent;
    }
    Spot spot = face.fold(unit(0).times(at.point()));
    int number = baseAt(spot.place());
    Base base = BASES.get(number);
    if (base.isPentagon()) {
      throw corner();
    }
    int turn =
        spot.turn().times(spot.face().turnTo(base.face())).over(Planar.sixth(base.axis())).sixths();
    H3Cell cell = H3Cell.ofBase(number);
    for (int i = 1; i <= level; i++) {
      cell = cell.child(sixths[i] < 0 ? 0 : DIGITS[(sixths[i] + turn) % 6]);
    }
    return cell;
  }

  private static int baseAt(Vector place) {
    int nearest = 0;
    for (int i = 1; i < BASES.size(); i++) {
      if (BASES.get(i).place().dot(place) > BASES.get(nearest).place().dot(place)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** The cells at a distance from one, in the order in which H3 walks around it. */
  static List<H3Cell> ring(H3Cell cell, int distance) {
    if (distance == 0) {
      return List.of(cell);
    }
    Base base = base(cell);
    Planar middle = point(cell);
    Planar unit = unit(cell.level()).times(Planar.sixth(base.axis()));
    Planar at = new Planar(distance, 0);
    var ring = new ArrayList<H3Cell>();
    for (int side = 2; side < 8; side++) {
      for (int i = 0; i < distance; i++) {
        at = at.plus(Planar.sixth(side));
        Spot spot = base.face().fold(middle.plus(unit.times(at)));
        ring.add(cell(spot.face(), spot.point(), cell.level()));
      }
    }
    return ring;
  }

  /** A place of the lattice of hexagons that are one unit apart. */
  private record Hexagon(long along, long across) {
    private static final double HEIGHT = Math.sqrt(3) / 2;

    static Hexagon of(Planar point) {
      double y = point.y() / HEIGHT;
      double x = point.x() - y / 2;
      long along = Math.round(x);
      long across = Math.round(y);
      long back = Math.round(-x - y);
      double alongOff = Math.abs(along - x);
      double acrossOff = Math.abs(across - y);
      double backOff = Math.abs(back + x + y);
      if (alongOff > acrossOff && alongOff > backOff) {
        along = -across - back;
      } else if (acrossOff > backOff) {
        across = -along - back;
      }
      var hexagon = new Hexagon(along, across);
      hexagon.check(point);
      return hexagon;
    }

    private void check(Planar point) {
      double distance = point.minus(point()).length();
      for (int i = 0; i < 6; i++) {
        double other = point.minus(point().plus(Planar.sixth(i))).length();
        if (other - distance < UNSURE) {
          throw Refusal.unsupported("a place on the edge of an H3 cell");
        }
      }
    }

    Planar point() {
      return new Planar(along + across / 2.0, across * HEIGHT);
    }
  }

  private static List<Base> bases() {
    var bases = new ArrayList<Base>();
    for (Face face : Icosahedron.FACES) {
      add(bases, face, Planar.ZERO, false);
      for (int i = 0; i < 3; i++) {
        Planar corner = face.corner(i);
        add(bases, face, corner, true);
        Planar half = new Planar(corner.x() / 2, corner.y() / 2);
        add(bases, face, half, false);
        add(bases, face, Planar.ZERO.minus(half), false);
      }
    }
    bases.sort(Comparator.comparingDouble(base -> -base.place().z()));
    var named = new ArrayList<Base>();
    for (int i = 0; i < bases.size(); i++) {
      Base base = bases.get(i);
      int axis = base.isPentagon() ? 0 : Math.floorMod(northmost(base) + AXES.charAt(i) - '0', 6);
      named.add(new Base(base.face(), base.point(), axis, base.isPentagon()));
    }
    return List.copyOf(named);
  }

  private static void add(List<Base> bases, Face face, Planar point, boolean isPentagon) {
    var base = new Base(face, point, 0, isPentagon);
    boolean known =
        bases.stream().anyMatch(other -> other.place().minus(base.place()).length() < SAME_PLACE);
    if (!known) {
      bases.add(base);
    }
  }

  /** The direction, of the six to other cells, that is the first from the north, clockwise. */
  private static int northmost(Base base) {
    Vector place = base.place();
    Vector north = new Vector(0, 0, 1).minus(place.times(place.z())).unit();
    Vector east = north.cross(place);
    int first = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 6; i++) {
      Planar step = Planar.sixth(i).times(new Planar(1e-6, 0));
      Vector direction = base.face().place(base.point().plus(step)).minus(place);
      double azimuth = Math.atan2(direction.dot(east), direction.dot(north));
      double turned = azimuth < 0 ? azimuth + 2 * Math.PI : azimuth;
      if (turned < least) {
        least = turned;
        first = i;
      }
    }
    return first;
  }
}
