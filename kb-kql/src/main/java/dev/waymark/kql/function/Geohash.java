package dev.waymark.kql.function;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cell of the geohash grid, whose bounds are exact: halves of halves of the globe. */
record Geohash(double west, double east, double south, double north) {
  static final int LONGEST = 18;

  private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";

  /** The cell that a text names; nothing where it names none. */
  static Optional<Geohash> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    double[] bounds = {-180, 180, -90, 90};
    boolean longitude = true;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      for (int bit = 16; bit > 0; bit >>= 1) {
        halve(bounds, longitude ? 0 : 2, (digit & bit) != 0);
        longitude = !longitude;
      }
    }
    return Optional.of(new Geohash(bounds[0], bounds[1], bounds[2], bounds[3]));
  }

  private static void halve(double[] bounds, int axis, boolean upper) {
    bounds[axis + (upper ? 0 : 1)] = (bounds[axis] + bounds[axis + 1]) / 2;
  }

  /** The name of the cell that a point lies in. */
  static String of(double longitude, double latitude, int length) {
    double[] bounds = {-180, 180, -90, 90};
    var text = new StringBuilder();
    int digit = 0;
    for (int bit = 0; bit < 5 * length; bit++) {
      int axis = bit % 2 == 0 ? 0 : 2;
      double middle = (bounds[axis] + bounds[axis + 1]) / 2;
      boolean upper = (axis == 0 ? longitude : latitude) >= middle;
      halve(bounds, axis, upper);
      digit = digit << 1 | (upper ? 1 : 0);
      if (bit % 5 == 4) {
        text.append(DIGITS.charAt(digit));
        digit = 0;
      }
    }
    return text.toString();
  }

  /** The columns and rows of the neighbours from the north-west on, clockwise. */
  private static final int[][] AROUND = {
    {-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}
  };

  private static final int BUCKETS = 8;

  /**
   * The eight cells around this one in Kusto's order: that of a hash table of eight buckets, which
   * come as they're first needed, and in each the last cell comes first. Empty where the map ends.
   */
  Optional<List<Object>> neighbors(int length) {
    var buckets = new LinkedHashMap<Integer, ArrayDeque<Object>>();
    double width = east - west;
    double height = north - south;
    for (int[] step : AROUND) {
      double longitude = west + width * (step[0] + 0.5);
      double latitude = south + height * (step[1] + 0.5);
      if (!(Math.abs(longitude) < 180 && Math.abs(latitude) < 90)) {
        return Optional.empty();
      }
      String name = of(longitude, latitude, length);
      buckets
          .computeIfAbsent((int) (hash(name) & (BUCKETS - 1)), bucket -> new ArrayDeque<>())
          .addFirst(name);
    }
    var names = new ArrayList<Object>();
    buckets.values().forEach(names::addAll);
    return Optional.of(names);
  }

  /** The 64-bit hash of Fowler, Noll and Vo, variant 1a. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  Map<String, @Nullable Object> center() {
    return geometry("Point", point((west + east) / 2, (south + north) / 2));
  }

  Map<String, @Nullable Object> polygon() {
    return geometry(
        "Polygon",
        List.of(
            List.of(
                point(west, south),
                point(east, south),
                point(east, north),
                point(west, north),
                point(west, south))));
  }

  private static List<Object> point(double longitude, double latitude) {
    return List.of(longitude, latitude);
  }

  static Map<String, @Nullable Object> geometry(String type, Object coordinates) {
    var geometry = new LinkedHashMap<String, @Nullable Object>();
    geometry.put("type", type);
    geometry.put("coordinates", coordinates);
    return geometry;
  }
}
