package dev.waymark.model.incident;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What an alert rule has measured.
 *
 * @param name of the metric, or of the expression
 * @param threshold that it was held against
 * @param operator how, in the source's word, such as {@code GreaterThan}
 */
public record Measurement(
    String name, Optional<Double> value, Optional<Double> threshold, Optional<String> operator) {
  public Measurement {
    requireNonNull(name);
    requireNonNull(value);
    requireNonNull(threshold);
    requireNonNull(operator);
  }
}
