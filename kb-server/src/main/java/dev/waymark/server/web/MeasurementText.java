package dev.waymark.server.web;

import dev.waymark.model.incident.Measurement;
import dev.waymark.model.value.ReadableValue;
import java.util.Locale;
import java.util.Optional;

/** Tells what an alert rule has measured. */
public final class MeasurementText {
  private MeasurementText() {}

  /** A phrase such as “Requests 31.5, greater than 25”. */
  public static String of(Measurement measurement) {
    return measurement.name()
        + measurement.value().map(value -> " " + ReadableValue.number(value)).orElse("")
        + measurement
            .threshold()
            .map(
                threshold ->
                    (measurement.value().isPresent() ? ", " : " ")
                        + words(measurement.operator())
                        + " "
                        + ReadableValue.number(threshold))
            .orElse("");
  }

  /** Azure writes {@code GreaterThan}, in older alerts {@code Greater Than}. */
  private static String words(Optional<String> operator) {
    return operator
        .map(
            word ->
                word.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll(" +", " "))
        .orElse("threshold");
  }
}
