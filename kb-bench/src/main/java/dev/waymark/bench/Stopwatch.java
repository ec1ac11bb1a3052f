package dev.waymark.bench;

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
    long[] times = new long[calls];
    for (int i = 0; i < calls; i++) {
      times[i] = nanos(work);
    }
    java.util.Arrays.sort(times);
    return times[calls / 2];
  }
}
