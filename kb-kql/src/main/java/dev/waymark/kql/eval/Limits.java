package dev.waymark.kql.eval;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a query may cost.
 *
 * @param rows how many rows all of its operators together may make
 * @param bytes how much its rows, groups, texts and arrays may take up at a time
 * @param time how long it may take
 * @param cancelled asked now and then; true ends the query
 */
public record Limits(long rows, long bytes, Duration time, BooleanSupplier cancelled) {
  public static final Limits STANDARD =
      new Limits(20_000_000, 256L << 20, Duration.ofSeconds(30), () -> false);

  /** The same for another time. */
  public Limits within(Duration other, BooleanSupplier cancelledBy) {
    return new Limits(rows, bytes, other, cancelledBy);
  }
}
