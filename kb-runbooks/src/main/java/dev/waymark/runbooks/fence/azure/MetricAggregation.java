package dev.waymark.runbooks.fence.azure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How Azure Monitor sums up the values of a metric; each is a column of the answer. */
public enum MetricAggregation {
  AVERAGE("Average", "avg"),
  MINIMUM("Minimum", "min"),
  MAXIMUM("Maximum", "max"),
  TOTAL("Total", "sum"),
  COUNT("Count", "count");

  private final String label;
  private final String alias;

  MetricAggregation(String label, String alias) {
    this.label = label;
    this.alias = alias;
  }

  /** As Azure and the answer's columns write it. */
  public String label() {
    return label;
  }

  /** The aggregation of a name, in upper or lower case. */
  public static Optional<MetricAggregation> of(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            one -> one.label.toLowerCase(Locale.ROOT).equals(wanted) || one.alias.equals(wanted))
        .findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(MetricAggregation::label).toList();
  }
}
