package dev.waymark.runbooks.cli;

import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.query.azure.AzureConfiguration;
import dev.waymark.runbooks.query.azure.AzureSources;
import dev.waymark.runbooks.query.command.AllowList;
import dev.waymark.runbooks.query.command.CommandPolicy;
import dev.waymark.runbooks.query.command.CommandSource;
import dev.waymark.runbooks.query.live.Lane;
import dev.waymark.runbooks.query.live.LiveLimits;
import dev.waymark.runbooks.query.live.LiveQueries;
import dev.waymark.runbooks.query.live.LiveSource;
import dev.waymark.runbooks.query.probe.ProbePolicy;
import dev.waymark.runbooks.query.probe.ProbeSource;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live sources of a terminal: Azure, this machine's network, and this machine's commands. */
final class LiveTools implements AutoCloseable {
  private static final String RUN = "terminal";
  private static final int AT_ONCE = 5;

  private final ProbeSource probes;
  private final LiveQueries queries;

  LiveTools(AzureConfiguration azure, Map<String, String> environment, Clock clock) {
    this.probes = new ProbeSource(policy(environment), clock);
    this.queries =
        new LiveQueries(
            List.of(
                new AzureSources(List.of(azure), clock),
                LiveSource.once(
                    ProbeSource.KINDS,
                    query -> new Lane("probes", AT_ONCE, query.text().strip()),
                    probes),
                LiveSource.once(
                    CommandSource.KINDS,
                    query -> new Lane("commands", 1, query.text().strip()),
                    new CommandSource(commands(environment), clock))),
            LiveLimits.DEFAULT,
            clock);
  }

  /** Everything live. */
  QuerySource source() {
    return queries.asSource(RUN);
  }

  /** Azure live, all else as recorded. */
  QuerySource sourceBeside(QuerySource recorded) {
    QuerySource live = source();
    return ask ->
        switch (ask.query().kind()) {
          case KQL, RESOURCE_GRAPH, METRICS, ACTIVITY_LOG -> live.ask(ask);
          case HTTP, TLS, DNS, TCP, AZURECLI, BASH -> recorded.ask(ask);
        };
  }

  @Override
  public void close() {
    queries.close();
    probes.close();
  }

  /** As on a server: public addresses, and the networks that the person names. */
  private static ProbePolicy policy(Map<String, String> environment) {
    List<String> networks =
        Optional.ofNullable(environment.get("WAYMARK_PROBE_NETWORKS")).stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(network -> !network.isEmpty())
            .toList();
    return new ProbePolicy(ProbePolicy.PUBLIC.hosts(), ProbePolicy.PUBLIC.ports(), networks);
  }

  private static CommandPolicy commands(Map<String, String> environment) {
    List<Path> path =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new CommandPolicy(AllowList.shipped(), path, home.resolve(".waymark").resolve("az"));
  }
}
