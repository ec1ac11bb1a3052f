package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    add("count(any?) long", "count", (a, type, frame) -> new CountingAggregates.Count(EVERY));
    add("cnt() long", "cnt", (a, type, frame) -> new CountingAggregates.Count(EVERY));
    add(
        "count(bool) long",
        "count",
        (a, type, frame) -> {
          // An older form of countif to some, all rows to others.
          throw Refusal.unsupported("count(…) of a condition, instead of countif(…),");
        });
    add(
        "countif(bool) long",
        "countif",
        (a, type, frame) -> new CountingAggregates.Count(a.get(0)));
    for (String n : List.of("n", "timespan")) {
      both("sum", n, n, (a, type, frame) -> new ArithmeticAggregates.Sum(a.get(0), type));
    }
    both(
        "avg",
        "n",
        "real",
        (a, type, frame) ->
            new ArithmeticAggregates.Moments(a.get(0), ArithmeticAggregates.Moments.MEAN));
    for (String time : List.of("timespan", "datetime")) {
      both(
          "avg", time, time, (a, type, frame) -> new ArithmeticAggregates.TimeMean(a.get(0), type));
    }
    both("min", "any", "t", (a, type, frame) -> new CountingAggregates.Extreme(a.get(0), -1));
    both("max", "any", "t", (a, type, frame) -> new CountingAggregates.Extreme(a.get(0), 1));
    both(
        "stdev",
        "n",
        "real",
        (a, type, frame) ->
            new ArithmeticAggregates.Moments(a.get(0), ArithmeticAggregates.Moments.DEVIATION));
    both(
        "stdevp",
        "n",
        "real",
        (a, type, frame) ->
            new ArithmeticAggregates.Moments(
                a.get(0), ArithmeticAggregates.Moments.POPULATION_DEVIATION));
    both(
        "variance",
        "n",
        "real",
        (a, type, frame) ->
            new ArithmeticAggregates.Moments(a.get(0), ArithmeticAggregates.Moments.VARIANCE));
    both(
        "variancep",
        "n",
        "real",
        (a, type, frame) ->
            new ArithmeticAggregates.Moments(
                a.get(0), ArithmeticAggregates.Moments.POPULATION_VARIANCE));
    add(
        "covariance(n, n) real",
        "covariance",
        (a, type, frame) -> new ArithmeticAggregates.Covariance(a.get(0), a.get(1), EVERY, 1));
    add(
        "covariancep(n, n) real",
        "covariancep",
        (a, type, frame) -> new ArithmeticAggregates.Covariance(a.get(0), a.get(1), EVERY, 0));
    add(
        "covarianceif(n, n, bool) real",
        "covarianceif",
        (a, type, frame) -> new ArithmeticAggregates.Covariance(a.get(0), a.get(1), a.get(2), 1));
    add(
        "covariancepif(n, n, bool) real",
        "covariancepif",
        (a, type, frame) -> new ArithmeticAggregates.Covariance(a.get(0), a.get(1), a.get(2), 0));
    add(
        "dcount(any, long?) long",
        "dcount",
        (a, type, frame) -> new CountingAggregates.Distinct(a.get(0)));
    add(
        "dcountif(any, bool, long?) long",
        "dcountif",
        (a, type, frame) ->
            new CountingAggregates.Filtered(new CountingAggregates.Distinct(a.get(0)), a.get(1)));
    add(
        "count_distinct(any) long",
        "count_distinct",
        (a, type, frame) -> new CountingAggregates.Distinct(a.get(0)));
    add(
        "count_distinctif(any, bool) long",
        "count_distinctif",
        (a, type, frame) ->
            new CountingAggregates.Filtered(new CountingAggregates.Distinct(a.get(0)), a.get(1)));
    for (String name : List.of("make_list", "makelist")) {
      int most = name.equals("makelist") ? MAX_DEPRECATED : MAX_LIST;
      add(
          name + "(any, long?) dynamic",
          "list",
          (a, type, frame) ->
              new CollectingAggregates.Collect(
                  a.get(0), new ArrayList<>(), false, limit(a, 1, most, frame)));
      add(
          name + "(dynamic, long?) dynamic",
          "list",
          (a, type, frame) ->
              new CollectingAggregates.Collect(
                  a.get(0), new ArrayList<>(), true, limit(a, 1, most, frame)));
    }
    add(
        "make_list_with_nulls(any) dynamic",
        "list",
        (a, type, frame) ->
            new CollectingAggregates.Collect(a.get(0), new ArrayList<>(), true, MAX_LIST));
    add(
        "make_list_if(any, bool, long?) dynamic",
        "list",
        (a, type, frame) ->
            new CountingAggregates.Filtered(
                new CollectingAggregates.Collect(
                    a.get(0), new ArrayList<>(), false, limit(a, 2, MAX_LIST, frame)),
                a.get(1)));
    for (String name : List.of("make_set", "makeset")) {
      int most = name.equals("makeset") ? MAX_DEPRECATED : MAX_LIST;
      add(
          name + "(any, long?) dynamic",
          "set",
          (a, type, frame) ->
              new CollectingAggregates.Collect(
                  a.get(0), new LinkedHashSet<>(), false, limit(a, 1, most, frame)));
    }
    add(
        "make_set_if(any, bool, long?) dynamic",
        "set",
        (a, type, frame) ->
            new CountingAggregates.Filtered(
                new CollectingAggregates.Collect(
                    a.get(0), new LinkedHashSet<>(), false, limit(a, 2, MAX_LIST, frame)),
                a.get(1)));
    add(
        "make_bag(dynamic, long?) dynamic",
        "bag",
        (a, type, frame) -> new CollectingAggregates.Merge(a.get(0), limit(a, 1, MAX_LIST, frame)));
    add(
        "make_dictionary(dynamic, long?) dynamic",
        "dictionary",
        (a, type, frame) ->
            new CollectingAggregates.Merge(a.get(0), limit(a, 1, MAX_DEPRECATED, frame)));
    add(
        "make_bag_if(dynamic, bool, long?) dynamic",
        "bag",
        (a, type, frame) ->
            new CountingAggregates.Filtered(
                new CollectingAggregates.Merge(a.get(0), limit(a, 2, MAX_LIST, frame)), a.get(1)));
    percentiles(ColumnType.LONG);
    percentiles(ColumnType.REAL);
    percentiles(ColumnType.DATETIME);
    percentiles(ColumnType.TIMESPAN);
    add(
        "binary_all_and(long) long",
        "binary_all_and",
        (a, type, frame) -> new CountingAggregates.Bits(a.get(0), '&'));
    add(
        "binary_all_or(long) long",
        "binary_all_or",
        (a, type, frame) -> new CountingAggregates.Bits(a.get(0), '|'));
    add(
        "binary_all_xor(long) long",
        "binary_all_xor",
        (a, type, frame) -> new CountingAggregates.Bits(a.get(0), '^'));
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
            new PercentileAggregates.Percentile(
                a.get(0), PercentileAggregates.ranks(a.subList(1, 2), frame), false, order));
    add(
        "percentilew(" + type + ", long, real) " + type,
        "percentile",
        (a, result, frame) ->
            new PercentileAggregates.WeightedPercentile(
                a.get(0), a.get(1), PercentileAggregates.ranks(a.subList(2, 3), frame), false));
    for (String ranks : List.of("real...", "dynamic")) {
      add(
          "percentiles_array(" + type + ", " + ranks + ") dynamic",
          "percentiles",
          (a, result, frame) ->
              new PercentileAggregates.Percentile(
                  a.get(0),
                  PercentileAggregates.ranks(a.subList(1, a.size()), frame),
                  true,
                  order));
      add(
          "percentilesw_array(" + type + ", long, " + ranks + ") dynamic",
          "percentile",
          (a, result, frame) ->
              new PercentileAggregates.WeightedPercentile(
                  a.get(0),
                  a.get(1),
                  PercentileAggregates.ranks(a.subList(2, a.size()), frame),
                  true));
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
        (a, type, frame) ->
            new CountingAggregates.Filtered(factory.create(a, type, frame), a.get(1)));
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
}
