package dev.waymark.server.lesson;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How lessons become changes of the content. */
@ConfigMapping(prefix = "waymark.lesson")
interface LessonConfig {
  /** Address of this server as others reach it, for links in commits and pull requests. */
  Optional<String> serverUrl();
}
