package dev.waymark.cli;

import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.sources.azure.AzureConfiguration;
import dev.waymark.sources.azure.AzureSources;
import dev.waymark.sources.command.CommandSettings;
import dev.waymark.sources.command.CommandSource;
import dev.waymark.sources.live.LiveFenceType;
import dev.waymark.sources.live.LiveLimits;
import dev.waymark.sources.live.LiveQueries;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import dev.waymark.sources.probe.ProbeSettings;
import dev.waymark.sources.probe.ProbeSource;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The live sources of a terminal: Azure, this machine's network, and this machine's commands. */
final class LiveTools implements AutoCloseable {
  private static final String RUN = "terminal";

  private final ProbeSource probes;
  private final LiveQueries queries;

  /**
   * @throws IllegalArgumentException with a sentence that says which variable is wrong, and why
   */
  LiveTools(AzureConfiguration azure, Map<String, String> environment, Clock clock) {
    ProbeSettings probing = ProbeSettings.of(environment);
    CommandSettings commands = commands(environment);
    this.probes = new ProbeSource(probing.policy(), clock);
    List<LiveSource> sources = new ArrayList<>(List.of(new AzureSources(List.of(azure), clock)));
    if (probing.enabled()) {
      sources.add(
          LiveSource.once(
              ProbeSource.KINDS,
              query -> new QueryQueue("probes", probing.atOnce(), query.text().strip()),
              probes));
    }
    if (commands.enabled()) {
      sources.add(
          LiveSource.once(
              CommandSource.KINDS,
              query -> new QueryQueue("commands", 1, query.text().strip()),
              new CommandSource(commands.policy(), clock)));
    }
    sources.addAll(LiveFenceType.sources(environment, clock));
    this.queries = new LiveQueries(sources, LiveLimits.DEFAULT, clock);
  }

  /** Everything live. */
  QuerySource source() {
    return queries.asSource(RUN);
  }

  /** Azure live, all else as recorded. */
  QuerySource sourceBeside(QuerySource recorded) {
    QuerySource live = source();
    return ask -> (AzureSources.KINDS.contains(ask.query().kind()) ? live : recorded).ask(ask);
  }

  @Override
  public void close() {
    queries.close();
    probes.close();
  }

  /** As on a server, but with the person's own path. */
  private static CommandSettings commands(Map<String, String> environment) {
    List<Path> path =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return CommandSettings.of(environment, path, home.resolve(".waymark").resolve("az"));
  }
}
