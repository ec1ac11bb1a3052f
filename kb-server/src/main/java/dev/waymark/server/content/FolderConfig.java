package dev.waymark.server.content;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that is served in place of a repository. */
@ConfigMapping(prefix = "waymark.catalog")
interface FolderConfig {
  Optional<Path> content();
}
