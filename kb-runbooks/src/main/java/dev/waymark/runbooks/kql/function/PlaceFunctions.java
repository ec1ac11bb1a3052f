package dev.waymark.runbooks.kql.function;

import static dev.waymark.runbooks.kql.function.StringFunctions.text;

import dev.waymark.runbooks.kql.value.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places on the globe, as far as they have a closed form. */
final class PlaceFunctions {
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
    family.strict(
        "geo_from_wkt(string) dynamic", a -> WellKnownText.parse(text(a, 0)).orElse(null));
    return family.functions();
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
