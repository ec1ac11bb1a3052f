package dev.waymark.server.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where this server's probes may go; nowhere unless hosts are named. */
@ConfigMapping(prefix = "waymark.probe")
public interface ProbeConfig {
  /** Names, {@code *.example.com} for all below one, {@code *} for all. */
  Optional<List<String>> hosts();

  /** Ports that may be connected to. */
  @WithDefault("80,443")
  Set<Integer> ports();

  /** Private and other special ranges that may be reached, in CIDR notation. */
  Optional<List<String>> networks();
}
