package dev.waymark.bench;

import java.util.Arrays;

/** Times work in nanoseconds. */
final class Stopwatch {
  private Stopwatch() {}

  /** Something that may fail. */
  interface Work {
    void run() throws Exception;
  }

  static long nanos(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  /** The median time of single calls, in nanoseconds. */
  static double medianNanos(int calls, Work work) throws Exception {
    double[] times = new double[calls];
    for (int i = 0; i < calls; i++) {
      times[i] = nanos(work);
    }
    return median(times);
  }

  /** What one in twenty takes longer than. */
  static double percentile95(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
