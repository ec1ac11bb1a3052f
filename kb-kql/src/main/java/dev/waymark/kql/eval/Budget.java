package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.function.Meter;
import java.util.List;
import java.util.Map;

/**
 * What is left of a query's {@link Limits}. Bytes are an account of what the query holds: operators
 * charge rows, groups and values as they make them, and what they have used up is given back where
 * it's much.
 */
public final class Budget implements Meter, AutoCloseable {
  private static final int CHECKED_EVERY = 128;
  private static final int SHORT_TEXT = 256;

  private static final int REFERENCE = 8;
  private static final int ROW = 32;
  private static final int BOXED = 24;
  private static final int TEXT = 56;
  private static final int ENTRY = 64;

  /** One in so many parts of the limit may be used up without being given back. */
  private static final int USED_UP = 4;

  private final Limits limits;
  private final MemoryPool pool;
  private final long mostBytes;
  private final long deadline;
  private long rows;
  private long bytes;
  private long reserved;
  private long allowance;

  /** What is held until the end of the query. */
  private long pinned;

  public Budget(Limits limits) {
    this(limits, MemoryPool.OF_PROCESS);
  }

  Budget(Limits limits, MemoryPool pool) {
    this.limits = limits;
    this.pool = pool;
    this.mostBytes = Math.min(limits.bytes(), pool.size());
    this.allowance = mostBytes / USED_UP;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  /** Pays for looking at a row; stops the query if that was too much. */
  @Override
  public void row() {
    rows++;
    if (rows % CHECKED_EVERY == 0) {
      check();
    }
    if (rows > limits.rows()) {
      throw new QueryLimitException(
          "more than %,d rows on the way".formatted(limits.rows()), "Filter earlier.");
    }
  }

  @Override
  public void rows(int count) {
    if (count > 0) {
      rows += count;
      check();
      row();
    }
  }

  @Override
  public void row(int width, int fresh) {
    row();
    hold(shell(width) + (long) BOXED * fresh);
  }

  @Override
  public void group(int width) {
    hold(ENTRY + shell(width));
  }

  @Override
  public void cell(Object value) {
    if (value instanceof String text && text.length() <= SHORT_TEXT) {
      hold(TEXT + text.length());
    }
  }

  /** Short texts are paid for where a row keeps them: most are gone before the next one. */
  @Override
  public void made(Object value) {
    if (value instanceof String text) {
      if (text.length() > SHORT_TEXT) {
        hold(text.length());
      }
    } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
      inner(value);
    }
  }

  @Override
  public void kept(int values) {
    hold((long) ENTRY * values);
  }

  private void inner(Object value) {
    if (value instanceof List<?> list) {
      hold(ROW + (long) REFERENCE * list.size());
      list.forEach(this::inner);
    } else if (value instanceof Map<?, ?> bag) {
      hold(ENTRY + (long) ENTRY * bag.size());
      bag.forEach(
          (key, each) -> {
            inner(key);
            inner(each);
          });
    } else if (value instanceof String text) {
      hold(TEXT + text.length());
    } else {
      hold(value == NULL ? 0 : BOXED);
    }
  }

  private static long shell(int width) {
    return ROW + (long) REFERENCE * width;
  }

  private void hold(long count) {
    bytes += count;
    if (bytes > reserved) {
      reserve();
    }
  }

  private void reserve() {
    if (bytes > mostBytes) {
      throw new QueryLimitException(
          "more than " + (mostBytes >> 20) + " MiB of rows and values at a time",
          "Filter earlier, summarize, or keep fewer columns.");
    }
    long more = MemoryPool.rounded(bytes) - reserved;
    if (!pool.take(more)) {
      throw new QueryLimitException(
          "the queries under way need more than "
              + (pool.size() >> 20)
              + " MiB together, which is what this process has for them",
          "Ask again when the others are done, or give the process more memory (-Xmx).");
    }
    reserved += more;
    check();
  }

  @Override
  public long held() {
    return bytes - pinned;
  }

  @Override
  public void keep(long before) {
    pinned = bytes - before;
  }

  @Override
  public void operatorDone(long before, List<Object[]> result) {
    if (usedUp(before, result) > allowance) {
      long most = bytes;
      bytes = before + pinned;
      try {
        count(result, most);
      } finally {
        release();
      }
    }
  }

  @Override
  public void pipeDone(long before, List<Object[]> result) {
    allowance = Math.max(0, allowance - usedUp(before, result));
  }

  /** How much may be given back at most: all but the rows themselves. */
  private long usedUp(long before, List<Object[]> result) {
    long shells = result.isEmpty() ? 0 : result.size() * shell(result.get(0).length);
    return Math.max(0, bytes - before - pinned - shells);
  }

  /** Counts a result up to what is charged for it already: it may share values with others. */
  private void count(List<Object[]> result, long most) {
    for (Object[] row : result) {
      bytes += shell(row.length);
      for (Object value : row) {
        if (bytes < most) {
          inner(value);
        }
      }
      if (bytes >= most) {
        bytes = most;
        return;
      }
    }
  }

  private void release() {
    long needed = MemoryPool.rounded(bytes);
    if (needed < reserved) {
      pool.giveBack(reserved - needed);
      reserved = needed;
    }
  }

  @Override
  public void close() {
    bytes = 0;
    release();
  }

  private void check() {
    if (limits.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new QueryLimitException("cancelled", "Ask again.");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new QueryLimitException(
          "more than " + limits.time().toMillis() + " ms", "Filter earlier.");
    }
  }
}
