package dev.waymark.server.start;

import java.util.Locale;
import java.util.Optional;

/** Settings as the application reads them, for what runs without the application. */
final class Setting {
  private Setting() {}

  /** A system property, or the environment variable that stands for it. */
  static Optional<String> of(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(value -> !value.isBlank());
  }
}
