package dev.waymark.sources.probe;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.io.Closer;

/** How long a probe may take, and what is closed when it is over. */
final class ProbeDeadline {
  private final long end;
  private final Duration length;
  private final List<Closeable> open = new ArrayList<>();
  private boolean over;

  ProbeDeadline(Duration length) {
    this.length = length;
    this.end = System.nanoTime() + length.toNanos();
  }

  Duration length() {
    return length;
  }

  /** What is left, for a socket's time-out: at least one millisecond. */
  int millisLeft() {
    return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
  }

  boolean hasPassed() {
    return System.nanoTime() >= end;
  }

  /** Registers what a probe has opened. */
  synchronized <T extends Closeable> T closing(T opened) throws IOException {
    if (over) {
      opened.close();
      throw new IOException("given up");
    }
    open.add(opened);
    return opened;
  }

  /** Closes what is open: whoever reads from it gets an exception. */
  synchronized void close() {
    over = true;
    open.forEach(Closer::closeQuietly);
    open.clear();
  }
}
