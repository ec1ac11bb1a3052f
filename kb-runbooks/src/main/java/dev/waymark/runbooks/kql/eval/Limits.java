package dev.waymark.runbooks.kql.eval;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a query may cost.
 *
 * @param rows how many rows all of its operators together may make
 * @param time how long it may take
 * @param cancelled asked now and then; true ends the query
 */
public record Limits(long rows, Duration time, BooleanSupplier cancelled) {
  public static final Limits STANDARD = new Limits(20_000_000, Duration.ofSeconds(30), () -> false);
}
