package dev.waymark.runbooks.kql.function;

import dev.waymark.runbooks.kql.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choosing among values. */
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
    return family.functions();
  }

  private static @Nullable Object coalesce(@Nullable Object[] a) {
    for (Object value : a) {
      if (!Values.isEmpty(value)) {
        return value;
      }
    }
    return a[a.length - 1];
  }

  private static @Nullable Object extreme(@Nullable Object[] a, int direction) {
    Object best = null;
    for (Object value : a) {
      if (value == null) {
        continue;
      }
      if (value instanceof Double number && number.isNaN()) {
        return value;
      }
      if (best == null || Values.compare(value, best) * direction > 0) {
        best = value;
      }
    }
    return best;
  }
}
