package dev.waymark.kql.eval;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all queries of this process share. */
final class MemoryPool {
  /** A quarter of the heap: the rest is for everything else, and for what isn't collected yet. */
  static final MemoryPool OF_PROCESS = new MemoryPool(Runtime.getRuntime().maxMemory() / 4);

  private static final long STEP = 1 << 20;

  private final long size;
  private final AtomicLong left;

  MemoryPool(long size) {
    this.size = size;
    this.left = new AtomicLong(size);
  }

  long size() {
    return size;
  }

  /** The next whole number of steps, in which memory is taken and given back. */
  static long rounded(long bytes) {
    return (bytes + STEP - 1) / STEP * STEP;
  }

  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
