package dev.waymark.kql.function;

import static dev.waymark.kql.function.ConversionFunctions.given;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers in a row, as {@code make-series} makes them. */
final class SeriesFunctions {
  private static final long MAX_PRODUCTS = 50_000_000;

  private SeriesFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    each(family, "abs", Math::abs);
    each(family, "exp", Math::exp);
    each(family, "log", Math::log);
    each(family, "sin", Math::sin);
    each(family, "cos", Math::cos);
    each(family, "tan", Math::tan);
    each(family, "asin", Math::asin);
    each(family, "acos", Math::acos);
    each(family, "atan", Math::atan);
    each(family, "floor", Math::floor);
    each(family, "ceiling", Math::ceil);
    each(family, "sign", Math::signum);
    both(family, "add", (x, y) -> x + y);
    both(family, "subtract", (x, y) -> x - y);
    both(family, "multiply", (x, y) -> x * y);
    both(family, "divide", (x, y) -> x / y);
    both(family, "pow", Math::pow);
    compared(family, "equals", (x, y) -> x == y ? 1 : 0);
    compared(family, "not_equals", (x, y) -> x != y ? 1 : 0);
    compared(family, "greater", (x, y) -> x > y ? 1 : 0);
    compared(family, "greater_equals", (x, y) -> x >= y ? 1 : 0);
    compared(family, "less", (x, y) -> x < y ? 1 : 0);
    compared(family, "less_equals", (x, y) -> x <= y ? 1 : 0);
    family.strict("series_sum(dynamic) real", a -> sum(numbers(a[0])));
    family.strict(
        "series_product(dynamic) real",
        a -> numbers(a[0]).stream().mapToDouble(x -> x == null ? 1 : x).reduce(1, (x, y) -> x * y));
    family.strict(
        "series_dot_product(dynamic, dynamic) real", a -> dot(numbers(a[0]), numbers(a[1])));
    family.strict(
        "series_dot_product(dynamic, real) real",
        a -> times(numbers(a[0]), MathFunctions.real(a, 1)));
    family.strict(
        "series_dot_product(real, dynamic) real",
        a -> times(numbers(a[1]), MathFunctions.real(a, 0)));
    family.strict("series_magnitude(dynamic) real", a -> magnitude(numbers(a[0])));
    family.strict(
        "series_cosine_similarity(dynamic, dynamic, real?, real?) real", SeriesFunctions::cosine);
    family.strict("series_pearson_correlation(dynamic, dynamic) real", SeriesFunctions::pearson);
    family.lenient("series_fill_const(dynamic, any, any?) dynamic", SeriesFunctions::fillConst);
    family.lenient("series_fill_forward(dynamic, any?) dynamic", a -> fill(a, true));
    family.lenient("series_fill_backward(dynamic, any?) dynamic", a -> fill(a, false));
    family.lenient(
        "series_fill_linear(dynamic, any?, bool?, any?) dynamic", SeriesFunctions::fillLinear);
    family.strict("series_fir(dynamic, dynamic, bool?, bool?) dynamic", SeriesFunctions::fir);
    family.strict("series_iir(dynamic, dynamic, dynamic) dynamic", SeriesFunctions::iir);
    family.strict(
        "series_stats_dynamic(dynamic) dynamic", a -> new LinkedHashMap<>(Statistics.of(a[0])));
    family.strict("series_fit_line_dynamic(dynamic) dynamic", a -> LineFit.of(present(a[0])).bag());
    return family.functions();
  }

  /** The numbers of an array; null stands for what isn't one. */
  static List<@Nullable Double> numbers(@Nullable Object array) {
    var numbers = new ArrayList<@Nullable Double>();
    for (Object element : StringFunctions.list(array)) {
      numbers.add(element instanceof Number number ? Double.valueOf(number.doubleValue()) : null);
    }
    return numbers;
  }

  static double[] present(@Nullable Object array) {
    List<@Nullable Double> numbers = numbers(array);
    if (numbers.contains(null)) {
      throw Refusal.unsupported("a series with gaps here");
    }
    return numbers.stream().mapToDouble(x -> (Double) given(x)).toArray();
  }

  /** A number as a series holds it: whole, where all that made it was whole. */
  private static Object like(double value, boolean whole) {
    if (whole && value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return (long) value;
    }
    return value;
  }

  private static boolean isWhole(@Nullable Object array) {
    return StringFunctions.list(array).stream().allMatch(x -> x instanceof Long || x == null);
  }

  private static void each(Family family, String name, DoubleUnaryOperator operator) {
    boolean keeps =
        name.equals("abs") || name.equals("floor") || name.equals("ceiling") || name.equals("sign");
    family.strict(
        "series_" + name + "(dynamic) dynamic",
        a -> {
          var result = new ArrayList<@Nullable Object>();
          for (Double x : numbers(a[0])) {
            result.add(x == null ? null : like(operator.applyAsDouble(x), keeps && isWhole(a[0])));
          }
          return result;
        });
  }

  private static void both(Family family, String name, DoubleBinaryOperator operator) {
    boolean keeps = !name.equals("divide") && !name.equals("pow");
    family.strict(
        "series_" + name + "(dynamic, dynamic) dynamic",
        a -> combined(a[0], a[1], operator, keeps));
    family.strict(
        "series_" + name + "(dynamic, real) dynamic",
        a -> combined(a[0], List.of(given(a[1])), operator, keeps));
    family.strict(
        "series_" + name + "(real, dynamic) dynamic",
        a -> combined(List.of(given(a[0])), a[1], operator, keeps));
  }

  private static Object combined(
      @Nullable Object left, @Nullable Object right, DoubleBinaryOperator operator, boolean keeps) {
    List<@Nullable Double> x = numbers(left);
    List<@Nullable Double> y = numbers(right);
    int length = Math.max(x.size(), y.size());
    boolean whole = keeps && isWhole(left) && isWhole(right);
    var result = new ArrayList<@Nullable Object>();
    for (int i = 0; i < length; i++) {
      Double a = at(x, i, left);
      Double b = at(y, i, right);
      result.add(a == null || b == null ? null : like(operator.applyAsDouble(a, b), whole));
    }
    return result;
  }

  /** An element; a number that stood for a series is repeated. */
  private static @Nullable Double at(
      List<@Nullable Double> numbers, int index, @Nullable Object origin) {
    boolean repeated =
        origin instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Double;
    return index < numbers.size() ? numbers.get(index) : repeated ? numbers.get(0) : null;
  }

  private static void compared(Family family, String name, DoubleBinaryOperator operator) {
    family.strict(
        "series_" + name + "(dynamic, dynamic) dynamic",
        a -> {
          List<?> left = StringFunctions.list(a[0]);
          List<?> right = StringFunctions.list(a[1]);
          var result = new ArrayList<@Nullable Object>();
          for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Object x = i < left.size() ? left.get(i) : null;
            Object y = i < right.size() ? right.get(i) : null;
            result.add(
                x instanceof Number p && y instanceof Number q
                    ? operator.applyAsDouble(p.doubleValue(), q.doubleValue()) != 0
                    : null);
          }
          return result;
        });
  }

  private static double sum(List<@Nullable Double> numbers) {
    double sum = 0;
    for (Double x : numbers) {
      sum += x == null ? 0 : x;
    }
    return sum;
  }

  /** As far as both series go, without the places at which one has no number. */
  private static @Nullable Double dot(List<@Nullable Double> left, List<@Nullable Double> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return null;
    }
    double sum = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      Double x = left.get(i);
      Double y = right.get(i);
      sum += x == null || y == null ? 0 : x * y;
    }
    return sum;
  }

  private static double magnitude(List<@Nullable Double> numbers) {
    double squares = 0;
    for (Double x : numbers) {
      squares += x == null ? 0 : x * x;
    }
    return Math.sqrt(squares);
  }

  private static @Nullable Double times(List<@Nullable Double> numbers, double factor) {
    return dot(numbers, java.util.Collections.nCopies(numbers.size(), factor));
  }

  private static @Nullable Object cosine(@Nullable Object[] a) {
    Double product = dot(numbers(a[0]), numbers(a[1]));
    if (product == null) {
      return null;
    }
    double left = a.length > 2 ? MathFunctions.real(a, 2) : magnitude(numbers(a[0]));
    double right = a.length > 3 ? MathFunctions.real(a, 3) : magnitude(numbers(a[1]));
    return product / (left * right);
  }

  private static @Nullable Object pearson(@Nullable Object[] a) {
    double[] x = present(a[0]);
    double[] y = present(a[1]);
    if (x.length != y.length || x.length == 0) {
      return null;
    }
    double meanX = java.util.Arrays.stream(x).average().orElse(0);
    double meanY = java.util.Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static boolean isGap(@Nullable Object element, @Nullable Object placeholder) {
    return placeholder == null
        ? element == null
        : element != null && Values.compare(element, placeholder) == 0;
  }

  private static @Nullable Object fillConst(@Nullable Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return null;
    }
    Object placeholder = a.length > 2 ? Values.toDynamic(a[2]) : null;
    var filled = new ArrayList<@Nullable Object>();
    for (Object element : list) {
      filled.add(isGap(element, placeholder) ? Values.toDynamic(a[1]) : element);
    }
    return filled;
  }

  private static @Nullable Object fill(@Nullable Object[] a, boolean forward) {
    if (!(a[0] instanceof List<?> list)) {
      return null;
    }
    Object placeholder = a.length > 1 ? Values.toDynamic(a[1]) : null;
    var filled = new ArrayList<@Nullable Object>(list);
    Object last = null;
    boolean known = false;
    for (int step = 0; step < list.size(); step++) {
      int i = forward ? step : list.size() - 1 - step;
      if (!isGap(list.get(i), placeholder)) {
        last = list.get(i);
        known = true;
      } else if (known) {
        filled.set(i, last);
      }
    }
    return filled;
  }

  private static @Nullable Object fillLinear(@Nullable Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return null;
    }
    Object placeholder = a.length > 1 ? Values.toDynamic(a[1]) : null;
    boolean edges = a.length < 3 || Boolean.TRUE.equals(a[2]);
    var known = new ArrayList<Integer>();
    for (int i = 0; i < list.size(); i++) {
      if (!isGap(list.get(i), placeholder) && list.get(i) instanceof Number) {
        known.add(i);
      }
    }
    if (known.size() == list.size()) {
      return list;
    }
    if (known.isEmpty()) {
      throw Refusal.unsupported("filling a series without numbers");
    }
    boolean whole = isWhole(a[0]);
    var filled = new ArrayList<@Nullable Object>();
    int next = 0;
    for (int i = 0; i < list.size(); i++) {
      while (next < known.size() && known.get(next) < i) {
        next++;
      }
      if (next < known.size() && known.get(next) == i) {
        filled.add(list.get(i));
      } else if (next == 0 || next == known.size()) {
        filled.add(edges ? list.get(known.get(next == 0 ? 0 : next - 1)) : list.get(i));
      } else {
        double value = between(list, known.get(next - 1), known.get(next), i);
        filled.add(whole ? (Object) (long) value : (Object) value);
      }
    }
    return filled;
  }

  private static double between(List<?> list, int from, int to, int at) {
    double low = ((Number) given(list.get(from))).doubleValue();
    double high = ((Number) given(list.get(to))).doubleValue();
    return low + (high - low) * (at - from) / (to - from);
  }

  private static void bounded(double[] series, double[] filter) {
    if ((long) series.length * filter.length > MAX_PRODUCTS) {
      throw Refusal.unsupported("a filter of " + filter.length + " over so long a series");
    }
  }

  private static Object fir(@Nullable Object[] a) {
    double[] series = present(a[0]);
    double[] filter = present(a[1]);
    bounded(series, filter);
    double total = java.util.Arrays.stream(filter).sum();
    boolean normalise =
        a.length > 2
            ? Boolean.TRUE.equals(a[2])
            : java.util.Arrays.stream(filter).allMatch(x -> x >= 0);
    boolean centred = a.length > 3 && Boolean.TRUE.equals(a[3]);
    int shift = centred ? filter.length / 2 : 0;
    var result = new ArrayList<@Nullable Object>();
    for (int i = 0; i < series.length; i++) {
      double sum = 0;
      for (int j = 0; j < filter.length; j++) {
        int at = i - j + shift;
        sum += at >= 0 && at < series.length ? series[at] * filter[j] : 0;
      }
      result.add(normalise ? sum / total : sum);
    }
    return result;
  }

  private static Object iir(@Nullable Object[] a) {
    double[] series = present(a[0]);
    double[] numerators = present(a[1]);
    double[] denominators = present(a[2]);
    bounded(series, numerators);
    bounded(series, denominators);
    double[] out = new double[series.length];
    var result = new ArrayList<@Nullable Object>();
    for (int i = 0; i < series.length; i++) {
      double sum = 0;
      for (int j = 0; j < numerators.length && j <= i; j++) {
        sum += numerators[j] * series[i - j];
      }
      for (int j = 1; j < denominators.length && j <= i; j++) {
        sum -= denominators[j] * out[i - j];
      }
      out[i] = sum / denominators[0];
      result.add(out[i]);
    }
    return result;
  }
}
