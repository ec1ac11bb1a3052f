package dev.waymark.sources.probe;

/** Counts from its making. */
final class ElapsedTime {
  private final long start = System.nanoTime();

  long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
