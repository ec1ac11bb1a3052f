package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

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
    family.strict("series_sum(dynamic) real", a -> given(a[0]).sum());
    family.strict("series_product(dynamic) real", a -> given(a[0]).reduce(1, (x, y) -> x * y));
    family.strict(
        "series_dot_product(dynamic, dynamic) real", a -> dot(numbers(a[0]), numbers(a[1])));
    family.strict(
        "series_dot_product(dynamic, real) real",
        a -> times(numbers(a[0]), MathFunctions.real(a, 1)));
    family.strict(
        "series_dot_product(real, dynamic) real",
        a -> times(numbers(a[1]), MathFunctions.real(a, 0)));
    family.strict("series_magnitude(dynamic) real", a -> magnitude(a[0]));
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
  private static List<Object> numbers(Object array) {
    var numbers = new ArrayList<Object>();
    for (Object element : StringFunctions.list(array)) {
      numbers.add(element instanceof Number number ? (Object) number.doubleValue() : NULL);
    }
    return numbers;
  }

  /** The numbers of an array, without what isn't one. */
  private static DoubleStream given(Object array) {
    return numbers(array).stream()
        .filter(Double.class::isInstance)
        .mapToDouble(number -> (Double) number);
  }

  static double[] present(Object array) {
    if (numbers(array).contains(NULL)) {
      throw Refusal.unsupported("a series with gaps here");
    }
    return given(array).toArray();
  }

  /** A number as a series holds it: whole, if all that made it was whole. */
  private static Object like(double value, boolean whole) {
    if (whole && value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return (long) value;
    }
    return value;
  }

  private static boolean isWhole(Object array) {
    return StringFunctions.list(array).stream().allMatch(x -> x instanceof Long || x == NULL);
  }

  private static void each(Family family, String name, DoubleUnaryOperator operator) {
    boolean keeps =
        name.equals("abs") || name.equals("floor") || name.equals("ceiling") || name.equals("sign");
    family.strict(
        "series_" + name + "(dynamic) dynamic",
        a -> {
          var result = new ArrayList<Object>();
          for (Object each : numbers(a[0])) {
            result.add(
                each instanceof Double x
                    ? like(operator.applyAsDouble(x), keeps && isWhole(a[0]))
                    : NULL);
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
        a -> combined(a[0], List.of(a[1]), operator, keeps));
    family.strict(
        "series_" + name + "(real, dynamic) dynamic",
        a -> combined(List.of(a[0]), a[1], operator, keeps));
  }

  private static Object combined(
      Object left, Object right, DoubleBinaryOperator operator, boolean keeps) {
    List<Object> x = numbers(left);
    List<Object> y = numbers(right);
    int length = Math.max(x.size(), y.size());
    boolean whole = keeps && isWhole(left) && isWhole(right);
    var result = new ArrayList<Object>();
    for (int i = 0; i < length; i++) {
      result.add(
          at(x, i, left) instanceof Double a && at(y, i, right) instanceof Double b
              ? like(operator.applyAsDouble(a, b), whole)
              : NULL);
    }
    return result;
  }

  /** An element; a number that stood for a series is repeated. */
  private static Object at(List<Object> numbers, int index, Object origin) {
    boolean repeated =
        origin instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Double;
    return index < numbers.size() ? numbers.get(index) : repeated ? numbers.get(0) : NULL;
  }

  private static void compared(Family family, String name, DoubleBinaryOperator operator) {
    family.strict(
        "series_" + name + "(dynamic, dynamic) dynamic",
        a -> {
          List<?> left = StringFunctions.list(a[0]);
          List<?> right = StringFunctions.list(a[1]);
          var result = new ArrayList<Object>();
          for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Object x = i < left.size() ? left.get(i) : NULL;
            Object y = i < right.size() ? right.get(i) : NULL;
            result.add(
                x instanceof Number p && y instanceof Number q
                    ? operator.applyAsDouble(p.doubleValue(), q.doubleValue()) != 0
                    : NULL);
          }
          return result;
        });
  }

  /** As far as both series go, without the places at which one has no number. */
  private static Object dot(List<?> left, List<?> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return NULL;
    }
    double sum = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (left.get(i) instanceof Double x && right.get(i) instanceof Double y) {
        sum += x * y;
      }
    }
    return sum;
  }

  private static double magnitude(Object array) {
    return Math.sqrt(given(array).map(x -> x * x).sum());
  }

  private static Object times(List<Object> numbers, double factor) {
    return dot(numbers, java.util.Collections.nCopies(numbers.size(), factor));
  }

  private static Object cosine(Object[] a) {
    if (!(dot(numbers(a[0]), numbers(a[1])) instanceof Double product)) {
      return NULL;
    }
    double left = a.length > 2 ? MathFunctions.real(a, 2) : magnitude(a[0]);
    double right = a.length > 3 ? MathFunctions.real(a, 3) : magnitude(a[1]);
    return product / (left * right);
  }

  private static Object pearson(Object[] a) {
    double[] x = present(a[0]);
    double[] y = present(a[1]);
    if (x.length != y.length || x.length == 0) {
      return NULL;
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

  private static boolean isGap(Object element, Object placeholder) {
    return placeholder == NULL
        ? element == NULL
        : element != NULL && Values.compare(element, placeholder) == 0;
  }

  private static Object fillConst(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    Object placeholder = a.length > 2 ? Values.toDynamic(a[2]) : NULL;
    var filled = new ArrayList<Object>();
    for (Object element : list) {
      filled.add(isGap(element, placeholder) ? Values.toDynamic(a[1]) : element);
    }
    return filled;
  }

  private static Object fill(Object[] a, boolean forward) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    Object placeholder = a.length > 1 ? Values.toDynamic(a[1]) : NULL;
    var filled = new ArrayList<Object>(list);
    Object last = NULL;
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

  private static Object fillLinear(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    Object placeholder = a.length > 1 ? Values.toDynamic(a[1]) : NULL;
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
    var filled = new ArrayList<Object>();
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
    double low = ((Number) list.get(from)).doubleValue();
    double high = ((Number) list.get(to)).doubleValue();
    return low + (high - low) * (at - from) / (to - from);
  }

  private static void bounded(double[] series, double[] filter) {
    if ((long) series.length * filter.length > MAX_PRODUCTS) {
      throw Refusal.unsupported("a filter of " + filter.length + " over so long a series");
    }
  }

  private static Object fir(Object[] a) {
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
    var result = new ArrayList<Object>();
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

  private static Object iir(Object[] a) {
    double[] series = present(a[0]);
    double[] numerators = present(a[1]);
    double[] denominators = present(a[2]);
    bounded(series, numerators);
    bounded(series, denominators);
    double[] out = new double[series.length];
    var result = new ArrayList<Object>();
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
