package dev.waymark.server.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many clients are served at once, and how slow one may be. */
@ConfigMapping(prefix = "waymark.http")
public interface HttpLimits {
  /** Beyond it, the connection closes that has waited longest without a request at work. */
  @WithDefault("2000")
  int maxConnections();

  /**
   * From one address. This machine's own has no limit, since a proxy may stand there; nor has any
   * if the headers of a proxy are believed.
   */
  @WithDefault("500")
  int maxConnectionsPerAddress();

  /** How long the head of a request may take, and how far a body or its reader may lag behind. */
  @WithDefault("20s")
  Duration patience();

  /** In bytes a second: of a body that is sent, and of a reply that is read. */
  @WithDefault("4K")
  MemorySize lowestRate();

  /** How long a connection stays open between two requests. */
  @WithDefault("60s")
  Duration keepAlive();

  /** The largest body, but for routes that take larger ones. */
  @WithDefault("1M")
  MemorySize maxBody();

  /** The largest body of somebody who has neither signed in nor proved to know a secret. */
  @WithDefault("64K")
  MemorySize maxAnonymousBody();

  /** Of all bodies that are being sent, as far as they have come. */
  @WithDefault("64M")
  MemorySize maxBodiesInMemory();
}
