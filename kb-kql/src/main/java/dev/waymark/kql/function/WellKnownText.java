package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shapes as text, such as {@code POINT (1 2)}, turned into GeoJSON. Shapes that may not be valid on
 * the globe are refused, since what becomes of them isn't documented.
 */
final class WellKnownText {
  private static final int MAX_DEPTH = 20;
  private static final Pattern NUMBER = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)");
  private static final Pattern NAME = Pattern.compile("\\s*([A-Z]+)");

  private final String text;
  private int at;

  private WellKnownText(String text) {
    this.text = text;
  }

  /** The shape, or nothing where the text is none. */
  static Optional<Map<String, @Nullable Object>> parse(String text) {
    var reader = new WellKnownText(text);
    Optional<Map<String, @Nullable Object>> shape = reader.shape(0);
    return reader.text.substring(reader.at).isBlank() ? shape : Optional.empty();
  }

  private Optional<Map<String, @Nullable Object>> shape(int depth) {
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt() || depth > MAX_DEPTH) {
      return Optional.empty();
    }
    at = name.end();
    return switch (name.group(1)) {
      case "POINT" -> group(this::point).map(p -> geometry("Point", p.get(0)));
      case "LINESTRING" -> line().map(l -> geometry("LineString", l));
      case "POLYGON" -> group(this::ring).map(p -> geometry("Polygon", p));
      case "MULTIPOINT" -> group(this::point).map(p -> geometry("MultiPoint", p));
      case "MULTILINESTRING" -> group(this::line).map(l -> geometry("MultiLineString", l));
      case "GEOMETRYCOLLECTION" -> group(() -> shape(depth + 1)).map(WellKnownText::collection);
      default -> throw Refusal.unsupported("the shape " + name.group(1));
    };
  }

  private static Map<String, @Nullable Object> geometry(String type, Object coordinates) {
    return Geohash.geometry(type, coordinates);
  }

  private static Map<String, @Nullable Object> collection(List<Object> shapes) {
    var collection = new LinkedHashMap<String, @Nullable Object>();
    collection.put("type", "GeometryCollection");
    collection.put("geometries", shapes);
    return collection;
  }

  private interface Part {
    Optional<? extends Object> read();
  }

  /** Parts in parentheses, with commas between them. */
  private Optional<List<Object>> group(Part part) {
    if (!skip('(')) {
      return Optional.empty();
    }
    var parts = new ArrayList<Object>();
    do {
      Optional<? extends Object> read = part.read();
      if (read.isEmpty()) {
        return Optional.empty();
      }
      parts.add(read.get());
    } while (skip(','));
    return skip(')') ? Optional.of(parts) : Optional.empty();
  }

  private Optional<List<Object>> line() {
    return group(this::point).filter(points -> points.size() > 1);
  }

  private Optional<List<Object>> ring() {
    Optional<List<Object>> points = group(this::point);
    points.ifPresent(
        p -> {
          if (p.size() < 4 || !p.get(0).equals(p.get(p.size() - 1))) {
            throw Refusal.unsupported("a polygon that isn't closed");
          }
        });
    return points;
  }

  private Optional<Object> point() {
    Optional<Object> longitude = number(180);
    Optional<Object> latitude = number(90);
    return longitude.isPresent() && latitude.isPresent()
        ? Optional.of(List.of(longitude.get(), latitude.get()))
        : Optional.empty();
  }

  private Optional<Object> number(double most) {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      return Optional.empty();
    }
    at = number.end();
    String digits = number.group(1);
    if (Math.abs(Double.parseDouble(digits)) > most) {
      throw Refusal.unsupported("a place beyond the globe");
    }
    return Optional.of(
        digits.contains(".") ? (Object) Double.valueOf(digits) : (Object) Long.valueOf(digits));
  }

  private boolean skip(char c) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next < text.length() && text.charAt(next) == c) {
      at = next + 1;
      return true;
    }
    return false;
  }
}
