package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Numbers. */
final class MathFunctions {
  private MathFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict("abs(long) long", a -> Math.abs(whole(a, 0)));
    family.strict("abs(real) real", a -> Math.abs(real(a, 0)));
    family.strict("abs(decimal) decimal", a -> decimal(a, 0).abs());
    family.strict("abs(timespan) timespan", a -> ((Duration) a[0]).abs());
    real(family, "sign", Math::signum);
    family.strict("ceiling(int) int", a -> a[0]);
    family.strict("ceiling(long) long", a -> whole(a, 0));
    family.strict("ceiling(real) real", a -> Math.ceil(real(a, 0)));
    family.strict("ceiling(decimal) decimal", a -> decimal(a, 0).setScale(0, RoundingMode.CEILING));
    family.strict(
        "round(int, long?) int",
        a -> Math.toIntExact(rounded(((Integer) a[0]).longValue(), precision(a))));
    family.strict("round(long, long?) long", a -> rounded(whole(a, 0), precision(a)));
    family.strict("round(real, long?) real", a -> round(real(a, 0), precision(a)));
    family.strict("round(decimal, long?) decimal", a -> roundDecimal(decimal(a, 0), precision(a)));
    real(family, "sqrt", Math::sqrt);
    real(family, "exp", Math::exp);
    real(family, "exp2", x -> Math.pow(2, x));
    real(family, "exp10", x -> Math.pow(10, x));
    for (String name : List.of("log", "log2", "log10")) {
      family.strict(name + "(real) real", a -> logarithm(name, real(a, 0)));
    }
    family.strict("pow(real, real) real", a -> Math.pow(real(a, 0), real(a, 1)));
    real(family, "sin", Math::sin);
    real(family, "cos", Math::cos);
    real(family, "tan", Math::tan);
    real(family, "cot", x -> 1 / Math.tan(x));
    family.strict("asin(real) real", a -> fromRatio(real(a, 0), Math::asin));
    family.strict("acos(real) real", a -> fromRatio(real(a, 0), Math::acos));
    real(family, "atan", Math::atan);
    family.strict("atan2(real, real) real", a -> Math.atan2(real(a, 0), real(a, 1)));
    real(family, "degrees", x -> x * 180 / Math.PI);
    real(family, "radians", x -> x * Math.PI / 180);
    family.strict("pi() real", a -> Math.PI);
    family.strict("isnan(real) bool", a -> a[0] instanceof Double x && x.isNaN());
    family.strict("isinf(real) bool", a -> a[0] instanceof Double x && x.isInfinite());
    family.strict("isfinite(real) bool", a -> a[0] instanceof Double x && Double.isFinite(x));
    family.strict("binary_and(long, long) long", a -> whole(a, 0) & whole(a, 1));
    family.strict("binary_or(long, long) long", a -> whole(a, 0) | whole(a, 1));
    family.strict("binary_xor(long, long) long", a -> whole(a, 0) ^ whole(a, 1));
    family.strict("binary_not(long) long", a -> ~whole(a, 0));
    family.strict(
        "binary_shift_left(long, long) long",
        a -> whole(a, 1) < 0 ? NULL : whole(a, 0) << (whole(a, 1) & 63));
    family.strict(
        "binary_shift_right(long, long) long",
        a -> whole(a, 1) < 0 ? NULL : whole(a, 0) >> (whole(a, 1) & 63));
    family.strict("bitset_count_ones(long) long", a -> (long) Long.bitCount(whole(a, 0)));
    return family.functions();
  }

  private static void real(Family family, String name, DoubleUnaryOperator operator) {
    family.strict(name + "(real) real", a -> operator.applyAsDouble(real(a, 0)));
  }

  /** The angle of a sine or cosine; null if there is none, beyond -1 and 1. */
  private static Object fromRatio(double ratio, DoubleUnaryOperator inverse) {
    return Math.abs(ratio) > 1 ? NULL : (Object) inverse.applyAsDouble(ratio);
  }

  static long whole(Object[] a, int index) {
    return (Long) a[index];
  }

  static double real(Object[] a, int index) {
    return (Double) a[index];
  }

  /** A number out of a dynamic. */
  static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static Object logarithm(String name, double x) {
    if (x < 0) {
      return NULL;
    }
    return switch (name) {
      case "log" -> Math.log(x);
      case "log10" -> Math.log10(x);
      default -> exactLog2(x);
    };
  }

  private static double exactLog2(double x) {
    double nearest = Math.rint(Math.log(x) / Math.log(2));
    return Math.pow(2, nearest) == x ? nearest : Math.log(x) / Math.log(2);
  }

  private static BigDecimal decimal(Object[] a, int index) {
    return (BigDecimal) a[index];
  }

  private static long precision(Object[] a) {
    return a.length > 1 ? whole(a, 1) : 0;
  }

  private static long rounded(long number, long precision) {
    return precision >= 0 ? number : (long) round((double) number, precision);
  }

  /** To so many digits behind the point; the halves that lie between are refused. */
  private static BigDecimal roundDecimal(BigDecimal number, long precision) {
    int scale = (int) Math.max(-40, Math.min(40, precision));
    BigDecimal up = number.setScale(scale, RoundingMode.HALF_UP);
    if (up.compareTo(number.setScale(scale, RoundingMode.HALF_DOWN)) != 0) {
      throw Refusal.unsupported("rounding a decimal that lies halfway");
    }
    return up;
  }

  private static double round(double x, long precision) {
    if (!Double.isFinite(x) || precision > 15) {
      return x;
    }
    double scale = Math.pow(10, (double) Math.abs(precision));
    double scaled = precision >= 0 ? x * scale : x / scale;
    if (Math.abs(scaled) > 1L << 53) {
      return x;
    }
    double rounded = Math.signum(scaled) * Math.floor(Math.abs(scaled) + 0.5);
    return precision >= 0 ? rounded / scale : rounded * scale;
  }
}
