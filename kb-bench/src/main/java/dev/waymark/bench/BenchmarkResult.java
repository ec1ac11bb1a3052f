package dev.waymark.bench;

import java.util.Arrays;

/** The ratios of all rounds of one benchmark. */
record BenchmarkResult(
    String id, String title, Target target, double median, double minimum, double maximum) {
  static BenchmarkResult of(Benchmark benchmark, double[] ratios) {
    return new BenchmarkResult(
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
