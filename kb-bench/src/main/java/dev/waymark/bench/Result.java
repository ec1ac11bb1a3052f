package dev.waymark.bench;

import java.util.Arrays;

/** The ratios of all rounds of one benchmark. */
record Result(
    String id, String title, Target target, double median, double minimum, double maximum) {
  static Result of(Benchmark benchmark, double[] ratios) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Result(
        benchmark.id(),
        benchmark.title(),
        benchmark.target(),
        median,
        sorted[0],
        sorted[sorted.length - 1]);
  }

  boolean holds() {
    return target.holds(median);
  }
}
