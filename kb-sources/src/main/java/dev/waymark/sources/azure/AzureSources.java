package dev.waymark.sources.azure;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.KindRegistry;
import dev.waymark.runbooks.query.QueryBounds;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import dev.waymark.sources.live.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What Azure's services answer, of one tenant or several: each kind by its {@link AzureQuery}. */
public final class AzureSources implements LiveSource {
  private static final Map<FenceKind, AzureQuery> QUERIES =
      KindRegistry.load(AzureQuery.class, AzureQuery::kind);

  /** The fences that it answers, in the order in which they are registered. */
  public static final Set<FenceKind> KINDS = Collections.unmodifiableSet(QUERIES.keySet());

  /** How many log queries of one identity Azure runs at once. */
  private static final int WIDTH = 5;

  private final List<AzureConnection> connections;
  private final Clock clock;

  /**
   * Nothing is asked and nobody signed in before the first query.
   *
   * @throws IllegalArgumentException if there is no configuration, or a certificate of one can't be
   *     read
   */
  public AzureSources(List<AzureConfiguration> configurations, Clock clock) {
    if (configurations.isEmpty()) {
      throw new IllegalArgumentException("no configuration of Azure");
    }
    this.connections = configurations.stream().map(one -> new AzureConnection(one, clock)).toList();
    this.clock = clock;
  }

  @Override
  public Set<FenceKind> kinds() {
    return KINDS;
  }

  @Override
  public QueryQueue queue(BoundQuery query) {
    AzureQuery asked = asked(query);
    String target = asked.target(query);
    AzureConfiguration configuration = connection(target).configuration();
    String principal =
        "%s at %s".formatted(configuration.credential().label(), configuration.cloud().authority());
    return new QueryQueue(
        principal,
        WIDTH,
        target.isEmpty() || target.equals(asked.service())
            ? asked.service()
            : asked.service() + " " + target);
  }

  @Override
  public Reply attempt(Request.Ask ask, int number, Duration limit) {
    BoundQuery query = ask.query();
    AzureQuery asked = asked(query);
    String target = asked.target(query);
    AzureConnection connection = connection(target);
    Instant began = clock.instant();
    try {
      QueryBounds bounds = QueryBounds.of(query);
      ServiceResult found =
          asked.ask(connection, query, bounds, CallDeadline.in(limit)).within(bounds.rows());
      Provenance provenance =
          provenance(asked, connection, target, began, number, found.window(), found.statistics());
      return Reply.last(
          found
              .incomplete()
              .<Answer>map(why -> new Answer.Partial(found.table(), why, provenance))
              .orElseGet(() -> new Answer.Complete(found.table(), provenance)));
    } catch (TimeoutException e) {
      return failures(asked, connection, query, began, number)
          .timedOut(Math.max(1, limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failures(asked, connection, query, began, number).cancelled();
    } catch (RuntimeException e) {
      return failures(asked, connection, query, began, number).of(e);
    }
  }

  private AzureQuery asked(BoundQuery query) {
    return Optional.ofNullable(QUERIES.get(query.kind()))
        .orElseThrow(
            () -> new IllegalArgumentException("Azure answers no " + query.kind().label()));
  }

  private AzureConnection connection(String target) {
    return connections.stream()
        .filter(one -> one.configuration().names(target))
        .findFirst()
        .or(
            () ->
                connections.stream()
                    .filter(one -> one.configuration().serves().isEmpty())
                    .findFirst())
        .orElse(connections.get(0));
  }

  private Failures failures(
      AzureQuery asked, AzureConnection connection, BoundQuery query, Instant began, int number) {
    String target = asked.target(query);
    return new Failures(
        asked.service(),
        target,
        query,
        provenance(asked, connection, target, began, number, Optional.empty(), Map.of()));
  }

  private Provenance provenance(
      AzureQuery asked,
      AzureConnection connection,
      String target,
      Instant began,
      int number,
      Optional<String> window,
      Map<String, String> statistics) {
    Instant now = clock.instant();
    return new Provenance(
        asked.service(),
        false,
        now,
        Duration.between(began, now),
        Optional.of(
            new LiveCall(
                target,
                Optional.of(connection.configuration().credential().label()),
                window,
                statistics,
                number)));
  }
}
