package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Percentiles, of values and of weighted values. */
final class PercentileAggregates {
  private PercentileAggregates() {}

  static List<Object> ranks(List<Scalar> arguments, Frame frame) {
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
  static final class Percentile implements Accumulator {
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
  static final class WeightedPercentile implements Accumulator {
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
}
