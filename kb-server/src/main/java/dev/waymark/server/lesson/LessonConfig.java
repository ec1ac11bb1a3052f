package dev.waymark.server.lesson;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How lessons become changes of the content. */
@ConfigMapping(prefix = "waymark.lesson")
interface LessonConfig {
  /** Address of this server as others reach it, for links in commits and pull requests. */
  Optional<String> serverUrl();

  /**
   * How often it is looked what became of proposed changes, and a forge is asked for each pull
   * request; never if it is zero.
   */
  @WithDefault("1m")
  Duration followInterval();
}
