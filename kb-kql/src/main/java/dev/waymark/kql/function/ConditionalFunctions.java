package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Choosing among values, and comparing them. */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict("not(bool) bool", a -> !Boolean.TRUE.equals(a[0]));
    for (String name : List.of("iff", "iif")) {
      family.lenient(name + "(bool, t, t) t", a -> Boolean.TRUE.equals(a[0]) ? a[1] : a[2]);
    }
    family.lenient("coalesce(t, t...) t", ConditionalFunctions::coalesce);
    family.lenient("max_of(t, t...) t", a -> extreme(a, 1));
    family.lenient("min_of(t, t...) t", a -> extreme(a, -1));
    around(family);
    return family.functions();
  }

  /** Whether a value lies within a distance of another; there is nothing within less than none. */
  private static void around(Family family) {
    family.strict(
        "around(long, long, long) bool",
        a -> around(big((Long) a[0]), big((Long) a[1]), big((Long) a[2])));
    family.strict(
        "around(real, real, real) bool",
        a ->
            (Double) a[0] >= (Double) a[1] - (Double) a[2]
                && (Double) a[0] <= (Double) a[1] + (Double) a[2]);
    family.strict(
        "around(decimal, decimal, decimal) bool",
        a -> around((BigDecimal) a[0], (BigDecimal) a[1], (BigDecimal) a[2]));
    family.strict(
        "around(datetime, datetime, timespan) bool",
        a ->
            around(
                big(Ticks.of((Instant) a[0])),
                big(Ticks.of((Instant) a[1])),
                big(Ticks.of((Duration) a[2]))));
    family.strict(
        "around(timespan, timespan, timespan) bool",
        a ->
            around(
                big(Ticks.of((Duration) a[0])),
                big(Ticks.of((Duration) a[1])),
                big(Ticks.of((Duration) a[2]))));
  }

  private static BigDecimal big(long number) {
    return BigDecimal.valueOf(number);
  }

  private static boolean around(BigDecimal value, BigDecimal center, BigDecimal delta) {
    return value.subtract(center).abs().compareTo(delta) <= 0;
  }

  private static Object coalesce(Object[] a) {
    for (Object value : a) {
      if (!Values.isEmpty(value)) {
        return value;
      }
    }
    return a[a.length - 1];
  }

  private static Object extreme(Object[] a, int direction) {
    Object best = NULL;
    for (Object value : a) {
      if (value == NULL) {
        continue;
      }
      if (value instanceof Double number && number.isNaN()) {
        return value;
      }
      if (best == NULL || Values.compare(value, best) * direction > 0) {
        best = value;
      }
    }
    return best;
  }
}
