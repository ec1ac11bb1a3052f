package dev.waymark.server.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.query.command.AllowList;
import dev.waymark.runbooks.query.command.CommandPolicy;
import dev.waymark.runbooks.query.command.CommandSource;
import dev.waymark.runbooks.query.live.Lane;
import dev.waymark.runbooks.query.live.LiveSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/** Commands that only read, where the operator has switched them on. */
@ApplicationScoped
class CommandProvider implements LiveSourceProvider {
  private final CommandConfig config;
  private final Clock clock;

  CommandProvider(CommandConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public List<LiveSource> sources() {
    if (!config.enabled()) {
      return List.of();
    }
    Path configuration =
        config
            .configuration()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "waymark.command.enabled needs waymark.command.configuration: the folder"
                            + " with the configuration and login of az"));
    CommandSource commands =
        new CommandSource(
            new CommandPolicy(AllowList.shipped(), config.path(), configuration), clock);
    return List.of(
        LiveSource.once(
            EnumSet.of(FenceKind.AZURECLI, FenceKind.BASH),
            query -> new Lane("commands", 1, query.text().strip()),
            commands));
  }
}
