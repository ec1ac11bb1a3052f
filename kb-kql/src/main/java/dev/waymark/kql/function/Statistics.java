package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code series_stats} tells of a series, by name and in its order. */
public final class Statistics {
  private Statistics() {}

  public static Map<String, Object> of(Object array) {
    double[] x = SeriesFunctions.present(array);
    int min = 0;
    int max = 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      min = x[i] < x[min] ? i : min;
      max = x[i] > x[max] ? i : max;
      sum += x[i];
    }
    double mean = sum / x.length;
    double squares = 0;
    for (double value : x) {
      squares += (value - mean) * (value - mean);
    }
    double variance = x.length > 1 ? squares / (x.length - 1) : 0;
    var stats = new LinkedHashMap<String, Object>();
    stats.put("min", x.length == 0 ? NULL : Double.valueOf(x[min]));
    stats.put("min_idx", (long) min);
    stats.put("max", x.length == 0 ? NULL : Double.valueOf(x[max]));
    stats.put("max_idx", (long) max);
    stats.put("avg", mean);
    stats.put("stdev", Math.sqrt(variance));
    stats.put("variance", variance);
    stats.put("sum", sum);
    stats.put("len", (long) x.length);
    return stats;
  }
}
