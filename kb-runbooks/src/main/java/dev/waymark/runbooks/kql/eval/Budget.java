package dev.waymark.runbooks.kql.eval;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of a query's {@link Limits}. */
final class Budget {
  private static final int CHECKED_EVERY = 128;

  /** What a query's texts and arrays may come to, in bytes: several fit a small server's heap. */
  private static final long MEMORY = 256L << 20;

  private static final int SHORT_TEXT = 256;
  private static final int ELEMENT = 16;

  private final Limits limits;
  private final long deadline;
  private long rows;
  private long bytes;

  Budget(Limits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** Pays for a row; stops the query where that was too much. */
  void row() {
    rows++;
    if (rows % CHECKED_EVERY == 0) {
      check();
    }
    if (rows > limits.rows()) {
      throw new Stopped("more than " + limits.rows() + " rows on the way", "Filter earlier");
    }
  }

  void rows(int count) {
    if (count > 0) {
      rows += count;
      check();
      row();
    }
  }

  /** Pays for a text, an array or a bag, about as much as it takes up. */
  void value(@Nullable Object value) {
    if (value instanceof String text) {
      bytes(text.length() > SHORT_TEXT ? text.length() : 0);
    } else if (value instanceof List<?> list) {
      bytes((long) ELEMENT * list.size());
    } else if (value instanceof Map<?, ?> bag) {
      bytes((long) ELEMENT * bag.size());
    }
  }

  private void bytes(long count) {
    bytes += count;
    if (bytes > MEMORY) {
      throw new Stopped("more than 256 MiB of text and arrays on the way", "Filter earlier");
    }
    if (count > ELEMENT * CHECKED_EVERY) {
      check();
    }
  }

  private void check() {
    if (limits.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new Stopped("cancelled", "Ask again");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new Stopped("more than " + limits.time().toMillis() + " ms", "Filter earlier");
    }
  }
}
