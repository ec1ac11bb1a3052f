package dev.waymark.server.alert;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values that an operator has set for parameters. An environment variable knows neither case
 * nor hyphens, so a name is found by its letters and digits alone: {@code VAULTNAME} sets {@code
 * vaultName}. A setting that is written exactly as the parameter stands above such a one.
 */
final class ParameterSettings {
  private final Map<String, String> exact;
  private final Map<String, String> alike = new HashMap<>();

  ParameterSettings(Map<String, String> settings) {
    this.exact = Map.copyOf(settings);
    settings.forEach((name, value) -> alike.put(letters(name), value));
  }

  Optional<String> value(String parameter) {
    return Optional.ofNullable(exact.get(parameter))
        .or(() -> Optional.ofNullable(alike.get(letters(parameter))));
  }

  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
