package dev.waymark.kql.function;

import static dev.waymark.kql.function.StringFunctions.text;

import dev.waymark.kql.function.Sphere.Vector;
import dev.waymark.kql.value.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places on the globe and the grids over it, as far as they have a closed form. */
final class PlaceFunctions {
  private static final int USUAL_LEVEL = 11;
  private static final int USUAL_H3_LEVEL = 6;
  private static final int WIDEST_RING = 142;

  private PlaceFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict("geo_point_to_geohash(real, real, long?) string", PlaceFunctions::geohash);
    family.strict(
        "geo_geohash_to_central_point(string) dynamic",
        a -> Geohash.parse(text(a, 0)).map(Geohash::center).orElse(null));
    family.strict(
        "geo_geohash_to_polygon(string) dynamic",
        a -> Geohash.parse(text(a, 0)).map(Geohash::polygon).orElse(null));
    family.strict("geo_geohash_neighbors(string) dynamic", PlaceFunctions::neighbors);
    family.strict(
        "geo_from_wkt(string) dynamic", a -> WellKnownText.parse(text(a, 0)).orElse(null));
    family.strict("geo_point_to_s2cell(real, real, long?) string", PlaceFunctions::s2Cell);
    family.strict(
        "geo_s2cell_to_central_point(string) dynamic",
        a -> S2Cell.parse(text(a, 0)).map(S2Cell::center).orElse(null));
    family.strict(
        "geo_s2cell_to_polygon(string) dynamic",
        a -> S2Cell.parse(text(a, 0)).map(S2Cell::polygon).orElse(null));
    family.strict("geo_point_to_h3cell(real, real, long?) string", PlaceFunctions::h3Cell);
    family.strict(
        "geo_h3cell_to_central_point(string) dynamic",
        a ->
            H3Cell.parse(text(a, 0))
                .map(cell -> Geohash.geometry("Point", H3Grid.center(cell).coordinates()))
                .orElse(null));
    family.strict(
        "geo_h3cell_to_polygon(string) dynamic",
        a -> H3Cell.parse(text(a, 0)).map(PlaceFunctions::polygon).orElse(null));
    family.strict(
        "geo_h3cell_neighbors(string) dynamic",
        a -> H3Cell.parse(text(a, 0)).map(cell -> names(H3Grid.ring(cell, 1))).orElse(null));
    family.strict("geo_h3cell_rings(string, long) dynamic", PlaceFunctions::rings);
    family.strict(
        "geo_h3cell_level(string) int",
        a -> H3Cell.parse(text(a, 0)).map(H3Cell::level).orElse(null));
    family.strict(
        "geo_h3cell_parent(string, long?) string",
        a ->
            H3Cell.parse(text(a, 0))
                .flatMap(
                    cell ->
                        cell.parent(a.length > 1 ? MathFunctions.whole(a, 1) : cell.level() - 1))
                .map(H3Cell::name)
                .orElse(""));
    family.strict(
        "geo_h3cell_children(string, long?) dynamic",
        a ->
            H3Cell.parse(text(a, 0))
                .flatMap(
                    cell ->
                        cell.children(a.length > 1 ? MathFunctions.whole(a, 1) : cell.level() + 1))
                .orElse(null));
    return family.functions();
  }

  private static @Nullable Object neighbors(@Nullable Object[] a) {
    Optional<Geohash> cell = Geohash.parse(text(a, 0));
    if (cell.isEmpty()) {
      return null;
    }
    return cell.get()
        .neighbors(text(a, 0).length())
        .orElseThrow(() -> Refusal.unsupported("neighbours beyond the edge of the map"));
  }

  private static String h3Cell(@Nullable Object[] a) {
    double longitude = MathFunctions.real(a, 0);
    double latitude = MathFunctions.real(a, 1);
    long level = a.length > 2 ? MathFunctions.whole(a, 2) : USUAL_H3_LEVEL;
    if (level < 0 || level > H3Cell.DEEPEST || !GeoShapes.isPlace(longitude, latitude)) {
      return "";
    }
    return H3Grid.cell(Vector.of(longitude, latitude), (int) level).name();
  }

  private static Map<String, @Nullable Object> polygon(H3Cell cell) {
    var ring = new ArrayList<Object>();
    GeoShapes.closed(H3Grid.corners(cell)).forEach(corner -> ring.add(corner.coordinates()));
    return Geohash.geometry("Polygon", List.of(ring));
  }

  private static List<Object> names(List<H3Cell> cells) {
    return List.copyOf(cells.stream().map(H3Cell::name).toList());
  }

  private static @Nullable Object rings(@Nullable Object[] a) {
    Optional<H3Cell> cell = H3Cell.parse(text(a, 0));
    long distance = MathFunctions.whole(a, 1);
    if (cell.isEmpty() || distance < 0 || distance > WIDEST_RING) {
      return null;
    }
    var rings = new ArrayList<Object>();
    for (int i = 0; i <= distance; i++) {
      rings.add(names(H3Grid.ring(cell.get(), i)));
    }
    return rings;
  }

  private static String s2Cell(@Nullable Object[] a) {
    double longitude = MathFunctions.real(a, 0);
    double latitude = MathFunctions.real(a, 1);
    long level = a.length > 2 ? MathFunctions.whole(a, 2) : USUAL_LEVEL;
    if (level < 0 || level > S2Cell.DEEPEST || !GeoShapes.isPlace(longitude, latitude)) {
      return "";
    }
    return S2Cell.of(longitude, latitude, (int) level).token();
  }

  private static String geohash(@Nullable Object[] a) {
    double longitude = MathFunctions.real(a, 0);
    double latitude = MathFunctions.real(a, 1);
    long length = a.length > 2 ? MathFunctions.whole(a, 2) : 5;
    if (length < 1 || length > Geohash.LONGEST) {
      return "";
    }
    if (!(Math.abs(longitude) < 180 && Math.abs(latitude) < 90)) {
      throw Refusal.unsupported("a place at the edge of the map or beyond");
    }
    return Geohash.of(longitude, latitude, (int) length);
  }
}
