package dev.waymark.server.integrity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the server looks after its record. */
@ConfigMapping(prefix = "waymark.record")
interface RecordConfig {
  /** How often the record is verified and anchored; never if it is zero. */
  @WithDefault("1d")
  Duration interval();
}
