package dev.waymark.server.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.sources.live.Freshness;
import dev.waymark.sources.live.LiveLimits;
import dev.waymark.sources.live.LiveQueries;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryProgress;
import dev.waymark.sources.live.Ticket;
import dev.waymark.sources.live.Urgency;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The live sources of this server, asked for all runs through one queue. */
@ApplicationScoped
public class LiveSources {
  private static final Logger LOG = Logger.getLogger(LiveSources.class);

  private final LiveQueries queries;
  private final int foresight;

  LiveSources(@All List<LiveSourceProvider> providers, LiveConfig config, Clock clock) {
    List<LiveSource> sources =
        providers.stream().flatMap(provider -> provider.sources().stream()).toList();
    this.queries = new LiveQueries(sources, LiveLimits.DEFAULT, clock);
    this.foresight = config.foresight();
  }

  /** With the server, so that a wrong setting is told when it starts. */
  void begin(@Observes StartupEvent event) {
    LOG.infof(
        "Live sources answer: %s",
        kinds().isEmpty()
            ? "nothing"
            : kinds().stream().map(FenceKind::label).collect(Collectors.joining(", ")));
  }

  /** Whether anything here answers such a fence. */
  public boolean answers(FenceKind kind) {
    return queries.answers(kind);
  }

  /** The kinds of fences that something here answers. */
  public List<FenceKind> kinds() {
    return FenceTypes.all().stream().map(FenceType::kind).filter(queries::answers).toList();
  }

  /** How many queries may be asked ahead of a run that has just begun. */
  public int foresight() {
    return foresight;
  }

  /** Puts a run's query into the queue. */
  public Ticket submit(UUID run, Request.Ask ask, Urgency urgency, Freshness freshness) {
    return queries.submit(run.toString(), ask, urgency, freshness);
  }

  /** The answer that a run would be given at once. */
  public Optional<Answer> known(UUID run, Request.Ask ask) {
    return queries.known(run.toString(), ask);
  }

  /** A run's queries in the order in which they were asked for. */
  public List<QueryProgress> states(UUID run) {
    return queries.states(run.toString());
  }

  /** Cancels a query of a run; false if it has no such query, or it is over. */
  public boolean cancel(UUID run, long ticket) {
    return queries.cancel(run.toString(), ticket);
  }

  /** Cancels what a run still waits for, and forgets its answers. */
  public void forget(UUID run) {
    queries.forget(run.toString());
  }

  @PreDestroy
  void close() {
    queries.close();
  }
}
