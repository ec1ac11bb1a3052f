package dev.waymark.server.live;

import dev.waymark.sources.live.LiveFenceType;
import dev.waymark.sources.live.LiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The sources that kinds of fences bring themselves. */
@ApplicationScoped
class FenceTypeProvider implements LiveSourceProvider {
  private final Variables variables;
  private final Clock clock;

  FenceTypeProvider(Config config, Clock clock) {
    this.variables = new Variables(config);
    this.clock = clock;
  }

  @Override
  public List<LiveSource> sources() {
    return LiveFenceType.sources(variables.startingWith("WAYMARK_"), clock);
  }
}
