package dev.waymark.server.alert;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How alerts come in. */
@ConfigMapping(prefix = "waymark.alerts")
interface AlertConfig {
  /**
   * A file with the secret that monitoring systems must know; no hook is open where it is empty.
   */
  Optional<Path> secretFile();

  /**
   * Values by name for parameters of which an alert says nothing, such as the workspace; they stand
   * above an entry's own defaults.
   */
  Map<String, String> parameters();
}
