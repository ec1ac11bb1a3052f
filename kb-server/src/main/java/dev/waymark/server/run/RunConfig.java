package dev.waymark.server.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs go on in the background. */
@ConfigMapping(prefix = "waymark.run")
interface RunConfig {
  /** How often runs are looked for that wait though nobody works for them; zero for never. */
  @WithDefault("PT5S")
  Duration resumeInterval();
}
