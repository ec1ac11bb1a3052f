package dev.waymark.server.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How reviews are done here. */
@ConfigMapping(prefix = "waymark.review")
interface ReviewConfig {
  /** Whether a review is closed only with a lesson, or a reason why there is none. */
  @WithDefault("true")
  boolean lessonRequired();
}
