package dev.waymark.server.live;

import dev.waymark.sources.command.AllowList;
import dev.waymark.sources.command.CommandPolicy;
import dev.waymark.sources.command.CommandSource;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Reading commands on this server, if its operator has switched them on. */
@ApplicationScoped
class CommandProvider implements LiveSourceProvider {
  private static final int AT_ONCE = 2;

  private final CommandConfig config;
  private final Clock clock;

  CommandProvider(CommandConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException if the operator's list can't be read; says where and why
   */
  @Override
  public List<LiveSource> sources() {
    if (!config.enabled()) {
      return List.of();
    }
    AllowList shipped = AllowList.shipped();
    AllowList allowed = config.allowList().map(shipped::with).orElse(shipped);
    var policy = new CommandPolicy(allowed, config.path(), config.configuration());
    return List.of(
        LiveSource.once(
            CommandSource.KINDS,
            query -> new QueryQueue("commands", AT_ONCE, query.text().strip()),
            new CommandSource(policy, clock)));
  }
}
