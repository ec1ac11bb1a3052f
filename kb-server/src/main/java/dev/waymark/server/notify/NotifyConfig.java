package dev.waymark.server.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where reminders go, and how often. */
@ConfigMapping(prefix = "waymark.notify")
interface NotifyConfig {
  /** Where they are sent; nobody is reminded if it is absent. */
  Optional<URI> webhookUrl();

  /** A file with the secret that they are signed with; they aren't where it is empty. */
  Optional<Path> webhookSecretFile();

  /** How long an answer may take. */
  @WithDefault("10s")
  Duration webhookTimeout();

  /** How much later somebody is reminded of the same again. */
  @WithDefault("3d")
  Duration remindEvery();

  /** How often it is looked for what is overdue, and tried again what failed. */
  @WithDefault("10m")
  Duration interval();

  /** Address of this server as others reach it, for links. */
  @WithDefault("${waymark.lesson.server-url:}")
  Optional<String> serverUrl();
}
