package dev.waymark.server.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.query.live.Lane;
import dev.waymark.runbooks.query.live.LiveSource;
import dev.waymark.runbooks.query.probe.ProbePolicy;
import dev.waymark.runbooks.query.probe.ProbeSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Probes from this server's network, as far as its operator lets them go. */
@ApplicationScoped
class ProbeProvider implements LiveSourceProvider {
  private static final Set<FenceKind> KINDS =
      EnumSet.of(FenceKind.HTTP, FenceKind.TLS, FenceKind.DNS, FenceKind.TCP);

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
                KINDS, query -> new Lane("probes", config.atOnce(), query.text().strip()), probes))
        : List.of();
  }

  @PreDestroy
  void close() {
    probes.close();
  }
}
