package dev.waymark.server.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How live queries are asked. */
@ConfigMapping(prefix = "waymark.live")
public interface LiveConfig {
  /** How many queries of a run that has just begun are asked before it gets to them. */
  @WithDefault("24")
  int foresight();
}
