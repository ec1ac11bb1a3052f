package dev.waymark.runbooks.kql.function;

import org.jspecify.annotations.Nullable;

/** An aggregate while its rows come in. */
public interface Accumulator {
  void add(@Nullable Object[] row);

  @Nullable Object result();
}
