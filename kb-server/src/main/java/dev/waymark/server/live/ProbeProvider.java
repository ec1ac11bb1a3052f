package dev.waymark.server.live;

import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import dev.waymark.sources.probe.ProbePolicy;
import dev.waymark.sources.probe.ProbeSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Probes from this server's network, as far as its operator lets them go. */
@ApplicationScoped
class ProbeProvider implements LiveSourceProvider {
  private final ProbeConfig config;
  private final ProbeSource probes;

  ProbeProvider(ProbeConfig config, Clock clock) {
    this.config = config;
    this.probes =
        new ProbeSource(
            new ProbePolicy(config.hosts(), config.ports(), config.networks().orElse(List.of())),
            clock);
  }

  @Override
  public List<LiveSource> sources() {
    return config.enabled()
        ? List.of(
            LiveSource.once(
                ProbeSource.KINDS,
                query -> new QueryQueue("probes", config.atOnce(), query.text().strip()),
                probes))
        : List.of();
  }

  @PreDestroy
  void close() {
    probes.close();
  }
}
