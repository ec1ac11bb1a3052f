package dev.waymark.server.forge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where pull requests are opened; nowhere if {@code kind} is absent. */
@ConfigMapping(prefix = "waymark.forge")
public interface ForgeConfig {
  /** Which API is spoken. */
  Optional<Kind> kind();

  /** Where the API is, for other hosts than the public one of the kind. */
  Optional<URI> url();

  /**
   * {@code owner/name} at GitHub, {@code group/…/name} at GitLab, {@code
   * organization/project/repository} at Azure DevOps.
   */
  Optional<String> repository();

  /** The branch that pull requests are to be merged into. */
  @WithDefault("main")
  String targetBranch();

  /** A file with the token, read anew for each request so that it can be changed. */
  Optional<Path> tokenFile();

  /** A PEM file with the authorities to trust instead of the usual ones. */
  Optional<Path> caFile();

  /** How long a request may take. */
  @WithDefault("20s")
  Duration timeout();

  /** The APIs that are known. */
  enum Kind {
    GITHUB,
    GITLAB,
    AZURE_DEVOPS
  }
}
