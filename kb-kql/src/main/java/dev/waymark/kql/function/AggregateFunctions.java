package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All aggregates that can be evaluated, by name. {@code arg_max}, {@code arg_min} and {@code
 * take_any} give several columns, so that {@code summarize} deals with them itself.
 */
public final class AggregateFunctions {
  private static final int MAX_LIST = 1 << 20;
  private static final Scalar EVERY = (row, frame) -> true;

  /** Where the deprecated forms of lists, sets and bags end. */
  private static final int MAX_DEPRECATED = 128;

  private static final Map<String, List<AggregateFunction>> BY_NAME = new HashMap<>();

  static {
    add("count(any?) long", "count", (a, type, frame) -> new Count(EVERY));
    add("cnt() long", "cnt", (a, type, frame) -> new Count(EVERY));
    add(
        "count(bool) long",
        "count",
        (a, type, frame) -> {
          // An older form of countif to some, all rows to others.
          throw Refusal.unsupported("count(…) of a condition, instead of countif(…),");
        });
    add("countif(bool) long", "countif", (a, type, frame) -> new Count(a.get(0)));
    for (String n : List.of("n", "timespan")) {
      both("sum", n, n, (a, type, frame) -> new Sum(a.get(0), type));
    }
    both("avg", "n", "real", (a, type, frame) -> new Moments(a.get(0), Moments.MEAN));
    for (String time : List.of("timespan", "datetime")) {
      both("avg", time, time, (a, type, frame) -> new TimeMean(a.get(0), type));
    }
    both("min", "any", "t", (a, type, frame) -> new Extreme(a.get(0), -1));
    both("max", "any", "t", (a, type, frame) -> new Extreme(a.get(0), 1));
    both("stdev", "n", "real", (a, type, frame) -> new Moments(a.get(0), Moments.DEVIATION));
    both(
        "stdevp",
        "n",
        "real",
        (a, type, frame) -> new Moments(a.get(0), Moments.POPULATION_DEVIATION));
    both("variance", "n", "real", (a, type, frame) -> new Moments(a.get(0), Moments.VARIANCE));
    both(
        "variancep",
        "n",
        "real",
        (a, type, frame) -> new Moments(a.get(0), Moments.POPULATION_VARIANCE));
    add(
        "covariance(n, n) real",
        "covariance",
        (a, type, frame) -> new Covariance(a.get(0), a.get(1), EVERY, 1));
    add(
        "covariancep(n, n) real",
        "covariancep",
        (a, type, frame) -> new Covariance(a.get(0), a.get(1), EVERY, 0));
    add(
        "covarianceif(n, n, bool) real",
        "covarianceif",
        (a, type, frame) -> new Covariance(a.get(0), a.get(1), a.get(2), 1));
    add(
        "covariancepif(n, n, bool) real",
        "covariancepif",
        (a, type, frame) -> new Covariance(a.get(0), a.get(1), a.get(2), 0));
    add("dcount(any, long?) long", "dcount", (a, type, frame) -> new Distinct(a.get(0)));
    add(
        "dcountif(any, bool, long?) long",
        "dcountif",
        (a, type, frame) -> new Filtered(new Distinct(a.get(0)), a.get(1)));
    add("count_distinct(any) long", "count_distinct", (a, type, frame) -> new Distinct(a.get(0)));
    add(
        "count_distinctif(any, bool) long",
        "count_distinctif",
        (a, type, frame) -> new Filtered(new Distinct(a.get(0)), a.get(1)));
    for (String name : List.of("make_list", "makelist")) {
      int most = name.equals("makelist") ? MAX_DEPRECATED : MAX_LIST;
      add(
          name + "(any, long?) dynamic",
          "list",
          (a, type, frame) ->
              new Collect(a.get(0), new ArrayList<>(), false, limit(a, 1, most, frame)));
      add(
          name + "(dynamic, long?) dynamic",
          "list",
          (a, type, frame) ->
              new Collect(a.get(0), new ArrayList<>(), true, limit(a, 1, most, frame)));
    }
    add(
        "make_list_with_nulls(any) dynamic",
        "list",
        (a, type, frame) -> new Collect(a.get(0), new ArrayList<>(), true, MAX_LIST));
    add(
        "make_list_if(any, bool, long?) dynamic",
        "list",
        (a, type, frame) ->
            new Filtered(
                new Collect(a.get(0), new ArrayList<>(), false, limit(a, 2, MAX_LIST, frame)),
                a.get(1)));
    for (String name : List.of("make_set", "makeset")) {
      int most = name.equals("makeset") ? MAX_DEPRECATED : MAX_LIST;
      add(
          name + "(any, long?) dynamic",
          "set",
          (a, type, frame) ->
              new Collect(a.get(0), new LinkedHashSet<>(), false, limit(a, 1, most, frame)));
    }
    add(
        "make_set_if(any, bool, long?) dynamic",
        "set",
        (a, type, frame) ->
            new Filtered(
                new Collect(a.get(0), new LinkedHashSet<>(), false, limit(a, 2, MAX_LIST, frame)),
                a.get(1)));
    add(
        "make_bag(dynamic, long?) dynamic",
        "bag",
        (a, type, frame) -> new Merge(a.get(0), limit(a, 1, MAX_LIST, frame)));
    add(
        "make_dictionary(dynamic, long?) dynamic",
        "dictionary",
        (a, type, frame) -> new Merge(a.get(0), limit(a, 1, MAX_DEPRECATED, frame)));
    add(
        "make_bag_if(dynamic, bool, long?) dynamic",
        "bag",
        (a, type, frame) ->
            new Filtered(new Merge(a.get(0), limit(a, 2, MAX_LIST, frame)), a.get(1)));
    percentiles(ColumnType.LONG);
    percentiles(ColumnType.REAL);
    percentiles(ColumnType.DATETIME);
    percentiles(ColumnType.TIMESPAN);
    add("binary_all_and(long) long", "binary_all_and", (a, type, frame) -> new Bits(a.get(0), '&'));
    add("binary_all_or(long) long", "binary_all_or", (a, type, frame) -> new Bits(a.get(0), '|'));
    add("binary_all_xor(long) long", "binary_all_xor", (a, type, frame) -> new Bits(a.get(0), '^'));
  }

  private AggregateFunctions() {}

  /** The percentiles of values of a type; those of decimals are reals. */
  private static void percentiles(ColumnType of) {
    String type = of.kustoName();
    Comparator<Object> order = Values.order(of);
    add(
        "percentile(" + type + ", real) " + type,
        "percentile",
        (a, result, frame) ->
            new Percentile(a.get(0), ranks(a.subList(1, 2), frame), false, order));
    add(
        "percentilew(" + type + ", long, real) " + type,
        "percentile",
        (a, result, frame) ->
            new WeightedPercentile(a.get(0), a.get(1), ranks(a.subList(2, 3), frame), false));
    for (String ranks : List.of("real...", "dynamic")) {
      add(
          "percentiles_array(" + type + ", " + ranks + ") dynamic",
          "percentiles",
          (a, result, frame) ->
              new Percentile(a.get(0), ranks(a.subList(1, a.size()), frame), true, order));
      add(
          "percentilesw_array(" + type + ", long, " + ranks + ") dynamic",
          "percentile",
          (a, result, frame) ->
              new WeightedPercentile(
                  a.get(0), a.get(1), ranks(a.subList(2, a.size()), frame), true));
    }
  }

  /** The ways to call an aggregate; none if it isn't known. */
  public static List<AggregateFunction> named(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  public static Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(BY_NAME.keySet()));
  }

  private static void add(String signature, String prefix, AggregateFunction.Factory factory) {
    FunctionSignature parsed = FunctionSignature.of(signature);
    BY_NAME
        .computeIfAbsent(parsed.name(), name -> new ArrayList<>())
        .add(new AggregateFunction(parsed, prefix, factory));
  }

  /** An aggregate and its variant with a condition. */
  private static void both(
      String name, String parameter, String result, AggregateFunction.Factory factory) {
    String t = parameter.equals("any") ? "t" : parameter;
    add(name + "(" + t + ") " + result, name, factory);
    add(
        name + "if(" + t + ", bool) " + result,
        name + "if",
        (a, type, frame) -> new Filtered(factory.create(a, type, frame), a.get(1)));
  }

  static {
    // The documentation and the arithmetic disagree on what it is.
    BY_NAME.remove("variancepif");
  }

  private static int limit(List<Scalar> arguments, int index, int otherwise, Frame frame) {
    return index < arguments.size()
            && arguments.get(index).value(Frame.NO_ROW, frame) instanceof Number number
        ? (int) Math.min(MAX_LIST, number.longValue())
        : otherwise;
  }

  private static final class Count implements Accumulator {
    private final Scalar condition;
    private long count;

    Count(Scalar condition) {
      this.condition = condition;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))) {
        count++;
      }
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** Only the rows for which a condition holds. */
  private record Filtered(Accumulator inner, Scalar condition) implements Accumulator {
    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))) {
        inner.add(row, frame);
      }
    }

    @Override
    public Object result() {
      return inner.result();
    }

    @Override
    public int size() {
      return inner.size();
    }
  }

  private static final class Sum implements Accumulator {
    private final Scalar value;
    private final ColumnType type;
    private long whole;
    private double real;
    private java.math.BigDecimal decimal = java.math.BigDecimal.ZERO;

    Sum(Scalar value, ColumnType type) {
      this.value = value;
      this.type = type;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next == NULL) {
        return;
      }
      if (type == ColumnType.REAL) {
        real += ((Number) next).doubleValue();
      } else if (type == ColumnType.TIMESPAN) {
        whole += Ticks.of((Duration) next);
      } else if (next instanceof java.math.BigDecimal number) {
        decimal = decimal.add(number);
      } else {
        whole += ((Number) next).longValue();
      }
    }

    @Override
    public Object result() {
      return switch (type) {
        case REAL -> real;
        case TIMESPAN -> Ticks.duration(whole);
        case DECIMAL -> decimal;
        default -> whole;
      };
    }
  }

  /** Mean, variance and deviation, in one pass. */
  private static final class Moments implements Accumulator {
    static final int MEAN = 0;
    static final int VARIANCE = 1;
    static final int POPULATION_VARIANCE = 2;
    static final int DEVIATION = 3;
    static final int POPULATION_DEVIATION = 4;

    private final Scalar value;
    private final int wanted;
    private long count;
    private long whole;
    private double real;
    private double mean;
    private double squares;

    Moments(Scalar value, int wanted) {
      this.value = value;
      this.wanted = wanted;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next instanceof Number number) {
        double x = number.doubleValue();
        count++;
        if (number instanceof Long || number instanceof Integer) {
          whole += number.longValue();
        } else {
          real += x;
        }
        double delta = x - mean;
        mean += delta / count;
        squares += delta * (x - mean);
      }
    }

    @Override
    public Object result() {
      if (wanted == MEAN) {
        return (whole + real) / count;
      }
      boolean population = wanted == POPULATION_VARIANCE || wanted == POPULATION_DEVIATION;
      double variance =
          count < 2
              ? (count == 0 ? 0 : Double.isNaN(mean) ? mean : 0)
              : squares / (population ? count : count - 1);
      return wanted == VARIANCE || wanted == POPULATION_VARIANCE ? variance : Math.sqrt(variance);
    }
  }

  private static final class TimeMean implements Accumulator {
    private final Scalar value;
    private final ColumnType type;
    private java.math.BigInteger sum = java.math.BigInteger.ZERO;
    private long count;

    TimeMean(Scalar value, ColumnType type) {
      this.value = value;
      this.type = type;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next == NULL) {
        return;
      }
      long ticks = next instanceof Instant instant ? Ticks.of(instant) : Ticks.of((Duration) next);
      sum = sum.add(java.math.BigInteger.valueOf(ticks));
      count++;
    }

    @Override
    public Object result() {
      if (count == 0) {
        return NULL;
      }
      long mean = sum.divide(java.math.BigInteger.valueOf(count)).longValue();
      return type == ColumnType.DATETIME ? Ticks.instant(mean) : Ticks.duration(mean);
    }
  }

  private static final class Extreme implements Accumulator {
    private final Scalar value;
    private final int direction;
    private Object best = NULL;

    /** What isn't a number beats all numbers. */
    private boolean isBetter(Object next, Object held) {
      if (held instanceof Double number && number.isNaN()) {
        return false;
      }
      return (next instanceof Double number && number.isNaN())
          || Values.compare(next, held) * direction > 0;
    }

    Extreme(Scalar value, int direction) {
      this.value = value;
      this.direction = direction;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next != NULL && (best == NULL || isBetter(next, best))) {
        best = next;
      }
    }

    @Override
    public Object result() {
      return best;
    }
  }

  private static final class Covariance implements Accumulator {
    private final Scalar left;
    private final Scalar right;
    private final Scalar condition;
    private final int freedom;
    private long count;
    private double meanX;
    private double meanY;
    private double products;

    Covariance(Scalar left, Scalar right, Scalar condition, int freedom) {
      this.left = left;
      this.right = right;
      this.condition = condition;
      this.freedom = freedom;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))
          && left.value(row, frame) instanceof Number x
          && right.value(row, frame) instanceof Number y) {
        count++;
        double delta = x.doubleValue() - meanX;
        meanX += delta / count;
        meanY += (y.doubleValue() - meanY) / count;
        products += delta * (y.doubleValue() - meanY);
      }
    }

    @Override
    public Object result() {
      return products / (count - freedom);
    }
  }

  private static final class Distinct implements Accumulator {
    private final Scalar value;
    private final Set<Object> values = new HashSet<>();

    Distinct(Scalar value) {
      this.value = value;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object key = Values.key(value.value(row, frame));
      if (key != NULL) {
        values.add(key);
      }
    }

    @Override
    public Object result() {
      return (long) values.size();
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Lists and sets, which take in arrays by their elements. */
  private static final class Collect implements Accumulator {
    private final Scalar value;
    private final Collection<Object> values;
    private final boolean nulls;
    private final int limit;

    Collect(Scalar value, Collection<Object> values, boolean nulls, int limit) {
      this.value = value;
      this.values = values;
      this.nulls = nulls;
      this.limit = limit;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = Values.toDynamic(value.value(row, frame));
      if (next instanceof List<?> elements) {
        elements.forEach(this::take);
      } else {
        take(next);
      }
    }

    private void take(Object next) {
      if ((next != NULL || nulls) && values.size() < limit) {
        values.add(next);
      }
    }

    @Override
    public Object result() {
      return new ArrayList<>(values);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  private static final class Merge implements Accumulator {
    private final Scalar value;
    private final int limit;
    private final Map<Object, Object> bag = new LinkedHashMap<>();

    Merge(Scalar value, int limit) {
      this.value = value;
      this.limit = limit;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (value.value(row, frame) instanceof Map<?, ?> next) {
        next.forEach(
            (key, inner) -> {
              if (bag.size() < limit && !bag.containsKey(key)) {
                bag.put(key, inner);
              }
            });
      }
    }

    @Override
    public Object result() {
      return bag;
    }

    @Override
    public int size() {
      return bag.size();
    }
  }

  private static List<Object> ranks(List<Scalar> arguments, Frame frame) {
    var ranks = new ArrayList<Object>();
    arguments.forEach(rank -> ranks.add(rank.value(Frame.NO_ROW, frame)));
    return ranks;
  }

  /** The values at ranks, which may stand in an array of their own. */
  private static Object percentilesOf(
      List<Object> ranks, boolean array, Function<Object, Object> at) {
    var results = new ArrayList<Object>();
    for (Object rank : ranks) {
      for (Object each : rank instanceof List<?> list ? list : Collections.singletonList(rank)) {
        results.add(at.apply(each));
      }
    }
    return array ? results : results.get(0);
  }

  /** By the nearest rank, which is what Kusto's estimate is for few values. */
  private static final class Percentile implements Accumulator {
    private final Scalar value;
    private final List<Object> ranks;
    private final boolean array;
    private final Comparator<Object> order;
    private final List<Object> values = new ArrayList<>();

    Percentile(Scalar value, List<Object> ranks, boolean array, Comparator<Object> order) {
      this.value = value;
      this.ranks = ranks;
      this.array = array;
      this.order = order;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next != NULL && !(next instanceof Double number && number.isNaN())) {
        values.add(next);
      }
    }

    @Override
    public Object result() {
      Object[] all = values.toArray();
      return percentilesOf(ranks, array, rank -> at(rank, all));
    }

    @Override
    public int size() {
      return values.size();
    }

    private Object at(Object rank, Object[] all) {
      if (all.length == 0 || !(rank instanceof Number percent)) {
        return NULL;
      }
      double share = percent.doubleValue() / 100 * all.length;
      int index = (int) Math.ceil(share - 1e-9) - 1;
      return Selection.at(Math.max(0, Math.min(all.length - 1, index)), all, order);
    }
  }

  /** By the nearest rank, each value standing for as many as its weight says. */
  private static final class WeightedPercentile implements Accumulator {
    private final Scalar value;
    private final Scalar weight;
    private final List<Object> ranks;
    private final boolean array;
    private final Map<Object, Long> weights = new TreeMap<>(Values::compare);

    WeightedPercentile(Scalar value, Scalar weight, List<Object> ranks, boolean array) {
      this.value = value;
      this.weight = weight;
      this.ranks = ranks;
      this.array = array;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next != NULL && weight.value(row, frame) instanceof Long times && times > 0) {
        weights.merge(next, times, Long::sum);
      }
    }

    @Override
    public int size() {
      return weights.size();
    }

    @Override
    public Object result() {
      return percentilesOf(ranks, array, this::at);
    }

    private Object at(Object rank) {
      if (weights.isEmpty() || !(rank instanceof Number percent)) {
        return NULL;
      }
      long total = weights.values().stream().mapToLong(Long::longValue).sum();
      long wanted = Math.max(1, (long) Math.ceil(percent.doubleValue() / 100 * total - 1e-9));
      Object last = NULL;
      for (Map.Entry<Object, Long> entry : weights.entrySet()) {
        last = entry.getKey();
        wanted -= entry.getValue();
        if (wanted <= 0) {
          break;
        }
      }
      return last;
    }
  }

  private static final class Bits implements Accumulator {
    private final Scalar value;
    private final char operator;
    private Object bits = NULL;

    Bits(Scalar value, char operator) {
      this.value = value;
      this.operator = operator;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (value.value(row, frame) instanceof Long next) {
        bits = bits instanceof Long before ? combined(before, next) : next;
      }
    }

    private long combined(long a, long b) {
      return operator == '&' ? a & b : operator == '|' ? a | b : a ^ b;
    }

    @Override
    public Object result() {
      return bits;
    }
  }
}
