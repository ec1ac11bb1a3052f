package dev.waymark.server.question;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions over all incidents are answered. */
@ConfigMapping(prefix = "waymark.review")
public interface QuestionConfig {
  /**
   * How often what was missed is caught up with, such as what a killed server left to be folded;
   * zero for never.
   */
  @WithDefault("PT30S")
  Duration refresh();

  /** How long a free question may take. */
  @WithDefault("PT5S")
  Duration sqlTime();

  /** How many rows a free question may give. */
  @WithDefault("1000")
  int sqlRows();
}
