package dev.waymark.server.catalog;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where entries come from. */
@ConfigMapping(prefix = "waymark.catalog")
interface CatalogConfig {
  /** A folder with entries; the bundled ones where it is empty. */
  Optional<Path> content();
}
