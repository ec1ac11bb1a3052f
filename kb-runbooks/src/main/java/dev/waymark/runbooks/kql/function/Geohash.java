package dev.waymark.runbooks.kql.function;

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
