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
import java.util.Optional;

/** Probes from this machine to the hosts that its operator allows. */
@ApplicationScoped
class ProbeProvider implements LiveSourceProvider {
  private static final int AT_ONCE = 5;

  private final Optional<ProbeSource> probes;

  ProbeProvider(ProbeConfig config, Clock clock) {
    this.probes =
        config
            .hosts()
            .map(
                hosts ->
                    new ProbePolicy(hosts, config.ports(), config.networks().orElse(List.of())))
            .map(policy -> new ProbeSource(policy, clock));
  }

  @Override
  public List<LiveSource> sources() {
    return probes.stream()
        .map(
            source ->
                LiveSource.once(
                    EnumSet.of(FenceKind.HTTP, FenceKind.TLS, FenceKind.DNS, FenceKind.TCP),
                    query -> new Lane("probes", AT_ONCE, query.text().strip()),
                    source))
        .toList();
  }

  @PreDestroy
  void close() {
    probes.ifPresent(ProbeSource::close);
  }
}
