package dev.waymark.runbooks.kql.bind;

import org.jspecify.annotations.Nullable;

/** Told of each text, array and bag that a function makes, so that a query's memory is bounded. */
@FunctionalInterface
public interface Meter {
  void charge(@Nullable Object value);
}
