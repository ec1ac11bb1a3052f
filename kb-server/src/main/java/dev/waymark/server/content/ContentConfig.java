package dev.waymark.server.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which repository is served, and how it is followed. */
@ConfigMapping(prefix = "waymark.content")
interface ContentConfig {
  /** Address of a git repository; the one in the data folder where it is empty. */
  Optional<String> url();

  /** The branch to serve; the repository's own default where it is empty. */
  Optional<String> branch();

  /** A file with a token in one line, or a user name and a password in two. */
  Optional<Path> credentialsFile();

  /** How often the source is looked at. */
  @WithDefault("1m")
  Duration interval();

  /** A file with the secret that webhooks must know; none are taken if it is absent. */
  Optional<Path> webhookSecretFile();

  /** Where repositories are kept; {@code kb serve} sets it to a folder in the data folder. */
  Optional<Path> data();
}
