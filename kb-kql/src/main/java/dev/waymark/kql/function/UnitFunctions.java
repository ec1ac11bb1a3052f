package dev.waymark.kql.function;

import static dev.waymark.kql.function.StringFunctions.text;

import dev.waymark.kql.value.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From one unit to another. Only units whose size is a matter of definition are known; Kusto's size
 * of a gallon, say, is rounded somewhere, so that the others are refused.
 */
final class UnitFunctions {
  private static final String ANGLES =
      "Degree=1 Microdegree=1e-6 Millidegree=1e-3 Nanodegree=1e-9 Gradian=0.9 Revolution=360"
          + " NatoMil=0.05625";

  private static final String ENERGIES =
      "Joule=1 Millijoule=1e-3 Kilojoule=1e3 Megajoule=1e6 Gigajoule=1e9 WattHour=3.6e3"
          + " KilowattHour=3.6e6 MegawattHour=3.6e9 GigawattHour=3.6e12 TerawattHour=3.6e15"
          + " WattDay=8.64e4 KilowattDay=8.64e7 MegawattDay=8.64e10 Calorie=4.184 Kilocalorie=4184"
          + " Megacalorie=4.184e6 Erg=1e-7 BritishThermalUnit=1055.05585262"
          + " KilobritishThermalUnit=1055055.85262 MegabritishThermalUnit=1055055852.62";

  private static final String FORCES =
      "Newton=1 Micronewton=1e-6 Millinewton=1e-3 Decanewton=10 Kilonewton=1e3 Meganewton=1e6"
          + " Dyn=1e-5 PoundForce=4.4482216152605";

  private static final String LENGTHS =
      "Meter=1 Nanometer=1e-9 Micrometer=1e-6 Millimeter=1e-3 Centimeter=1e-2 Decimeter=0.1"
          + " Decameter=10 Hectometer=100 Kilometer=1e3 Angstrom=1e-10 Microinch=2.54e-8 Mil=2.54e-5"
          + " Inch=2.54e-2 Hand=0.1016 Foot=0.3048 Yard=0.9144 Mile=1609.344 NauticalMile=1852";

  private static final String MASSES =
      "Kilogram=1 Nanogram=1e-12 Microgram=1e-9 Milligram=1e-6 Centigram=1e-5 Decigram=1e-4 Gram=1e-3"
          + " Decagram=1e-2 Hectogram=0.1 Tonne=1e3 Kilotonne=1e6 Megatonne=1e9 Pound=0.45359237"
          + " Kilopound=453.59237 Megapound=453592.37 ShortTon=907.18474 LongTon=1016.0469088";

  private static final String SPEEDS =
      "MilePerHour=0.44704 Nanometer=1e-9 Micrometer=1e-6 Millimeter=1e-3 Centimeter=1e-2"
          + " Decimeter=0.1 Meter=1 Kilometer=1e3 Inch=2.54e-2 Foot=0.3048 Yard=0.9144";

  private static final String VOLUMES =
      "CubicMeter=1 CubicKilometer=1e9 CubicHectometer=1e6 CubicDecimeter=1e-3 CubicCentimeter=1e-6"
          + " CubicMillimeter=1e-9 CubicMicrometer=1e-18 Liter=1e-3 Nanoliter=1e-12 Microliter=1e-9"
          + " Milliliter=1e-6 Centiliter=1e-5 Deciliter=1e-4 Decaliter=1e-2 Hectoliter=0.1"
          + " Kiloliter=1 Megaliter=1e3";

  private UnitFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    kind(family, "angle", angles());
    kind(family, "energy", sizes(ENERGIES));
    kind(family, "force", sizes(FORCES));
    kind(family, "length", sizes(LENGTHS));
    kind(family, "mass", sizes(MASSES));
    kind(family, "speed", speeds());
    kind(family, "volume", volumes());
    family.strict(
        "convert_temperature(real, string, string) real",
        a -> fromKelvin(kelvin(MathFunctions.real(a, 0), text(a, 1)), text(a, 2)));
    return family.functions();
  }

  private static Map<String, Double> sizes(String table) {
    var sizes = new HashMap<String, Double>();
    for (String entry : table.split(" ")) {
      int equals = entry.indexOf('=');
      sizes.put(entry.substring(0, equals), Double.valueOf(entry.substring(equals + 1)));
    }
    return sizes;
  }

  private static Map<String, Double> angles() {
    Map<String, Double> sizes = sizes(ANGLES);
    sizes.put("Arcminute", 1 / 60.0);
    sizes.put("Arcsecond", 1 / 3600.0);
    double radian = 180 / Math.PI;
    sizes.put("Radian", radian);
    sizes.put("Deciradian", radian / 10);
    sizes.put("Centiradian", radian / 100);
    sizes.put("Milliradian", radian / 1e3);
    sizes.put("Microradian", radian / 1e6);
    sizes.put("Nanoradian", radian / 1e9);
    return sizes;
  }

  /** With the acre-foot as the documentation rounds it. */
  private static Map<String, Double> volumes() {
    Map<String, Double> sizes = sizes(VOLUMES);
    sizes.put("AcreFoot", 1 / 0.000810714);
    return sizes;
  }

  /** Lengths by second, minute and hour. */
  private static Map<String, Double> speeds() {
    var speeds = new HashMap<String, Double>();
    sizes(SPEEDS)
        .forEach(
            (unit, size) -> {
              if (unit.contains("Per")) {
                speeds.put(unit, size);
                return;
              }
              speeds.put(unit + "PerSecond", size);
              speeds.put(unit + "PerMinute", size / 60);
              speeds.put(unit + "PerHour", size / 3600);
            });
    return speeds;
  }

  private static void kind(Family family, String name, Map<String, Double> sizes) {
    family.strict(
        "convert_" + name + "(real, string, string) real",
        a -> {
          double from = size(sizes, name, text(a, 1));
          return MathFunctions.real(a, 0) * from / size(sizes, name, text(a, 2));
        });
  }

  private static double size(Map<String, Double> sizes, String kind, String unit) {
    Double size = sizes.get(unit);
    if (size == null) {
      throw Refusal.unsupported("the unit of " + kind + " `" + unit + "`");
    }
    return size;
  }

  private static double kelvin(double value, String from) {
    return switch (from) {
      case "Kelvin" -> value;
      case "DegreeCelsius" -> value + 273.15;
      case "DegreeFahrenheit" -> (value + 459.67) * 5 / 9;
      case "DegreeRankine" -> value * 5 / 9;
      default -> throw Refusal.unsupported("the unit of temperature `" + from + "`");
    };
  }

  private static double fromKelvin(double kelvin, String to) {
    return switch (to) {
      case "Kelvin" -> kelvin;
      case "DegreeCelsius" -> kelvin - 273.15;
      case "DegreeFahrenheit" -> kelvin * 9 / 5 - 459.67;
      case "DegreeRankine" -> kelvin * 9 / 5;
      default -> throw Refusal.unsupported("the unit of temperature `" + to + "`");
    };
  }
}
