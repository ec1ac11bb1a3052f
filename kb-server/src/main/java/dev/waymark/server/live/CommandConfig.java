package dev.waymark.server.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether this server runs reading commands, and which. */
@ConfigMapping(prefix = "waymark.command")
public interface CommandConfig {
  @WithDefault("false")
  boolean enabled();

  /** A YAML file with commands beside those of {@code az} that come with Waymark. */
  Optional<Path> allowList();

  /** Folders in which programs are looked for. */
  @WithDefault("/usr/local/bin,/usr/bin,/bin")
  List<Path> path();

  /** The folder with the configuration and login of {@code az}, apart from any person's. */
  @WithDefault("${user.home}/.waymark/az")
  Path configuration();
}
