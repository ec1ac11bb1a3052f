package dev.waymark.kql.bind;

import org.jspecify.annotations.Nullable;

/** Told of what an expression makes and keeps, so that a query's memory is bounded. */
public interface Meter {
  /** A function has made a text, an array or a bag. */
  void made(@Nullable Object value);

  /** An aggregate keeps so many more values. */
  void kept(int values);
}
