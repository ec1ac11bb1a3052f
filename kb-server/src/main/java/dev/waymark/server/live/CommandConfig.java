package dev.waymark.server.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether and how this server runs commands that only read. */
@ConfigMapping(prefix = "waymark.command")
public interface CommandConfig {
  /** Off unless its operator says otherwise: a person runs them and pastes their output. */
  @WithDefault("false")
  boolean enabled();

  /** Folders in which programs are looked for. */
  @WithDefault("/usr/local/bin,/usr/bin,/bin")
  List<Path> path();

  /** The folder that holds the configuration and login of {@code az}; needed where enabled. */
  Optional<Path> configuration();
}
