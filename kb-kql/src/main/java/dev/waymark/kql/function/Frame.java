package dev.waymark.kql.function;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of an operator see beside their row: the run, the rows around theirs, and
 * what functions over rows remember from one to the next.
 */
public final class Frame {
  public static final Object[] NO_ROW = new Object[0];

  private final Run run;
  private final List<Object[]> rows;
  private final IdentityHashMap<Object, Object> states = new IdentityHashMap<>(0);
  private int index;

  public Frame(Run run, List<Object[]> rows) {
    this.run = run;
    this.rows = rows;
  }

  /** Of expressions that no row stands behind. */
  public static Frame of(Run run) {
    return new Frame(run, List.of());
  }

  public Run run() {
    return run;
  }

  public Meter meter() {
    return run.meter();
  }

  public void move(int newIndex) {
    index = newIndex;
  }

  public int index() {
    return index;
  }

  /** A row before or behind, if there is one. */
  public Object @Nullable [] row(long offset) {
    long at = index + offset;
    return at >= 0 && at < rows.size() ? rows.get((int) at) : null;
  }

  /** What a function remembers; the key stands for its call. */
  @SuppressWarnings("unchecked")
  public <T> T state(Object key, Supplier<T> initial) {
    return (T) states.computeIfAbsent(key, k -> initial.get());
  }
}
