package dev.waymark.server.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a chart, or one colour of its bars.
 *
 * @param name of the column, or of what splits it
 * @param column that the values come from
 * @param unit of the values, if it's known
 * @param values numbers beside categories, and over time pairs of time and number
 */
public record ChartSeries(
    String name, String column, @JsonIgnore Optional<String> unit, List<@Nullable Object> values) {

  /** A series to be filled. */
  public static ChartSeries empty(String name, String column, Optional<String> unit) {
    return new ChartSeries(name, column, unit, new ArrayList<>());
  }

  /** The largest distance of a value from zero. */
  double magnitude() {
    return values.stream()
        .map(value -> value instanceof List<?> point ? point.get(1) : value)
        .filter(Number.class::isInstance)
        .mapToDouble(value -> Math.abs(((Number) value).doubleValue()))
        .max()
        .orElse(0);
  }
}
