package dev.waymark.server.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where this server's probes may go: what {@code http}, {@code tls}, {@code dns} and {@code tcp}
 * fences ask.
 */
@ConfigMapping(prefix = "waymark.probe")
public interface ProbeConfig {
  @WithDefault("true")
  boolean enabled();

  /** Host names; {@code *.example.com} for all below one, {@code *} for all. */
  @WithDefault("*")
  List<String> hosts();

  @WithDefault("80,443")
  Set<Integer> ports();

  /** Networks in CIDR notation that probes may reach although they aren't public. */
  Optional<List<String>> networks();

  /** How many probes may run at once. */
  @WithDefault("8")
  int atOnce();
}
