package dev.waymark.bench;

import java.util.Arrays;

/** The ratios of all rounds of one benchmark. */
record Result(
    String id, String title, Target target, double median, double minimum, double maximum) {
  static Result of(Benchmark benchmark, double[] ratios) {
    return new Result(
        benchmark.id(),
        benchmark.title(),
        benchmark.target(),
        Stopwatch.median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  boolean holds() {
    return target.holds(median);
  }
}
