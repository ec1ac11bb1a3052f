package dev.waymark.sources.live;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run's wish for an answer. Several tickets may wait for the same query at the source. */
public final class Ticket {
  private final LiveQueries queries;
  private final long id;
  private final String run;
  private final Request.Ask ask;
  private final String target;
  private final Instant submitted;
  private final CompletableFuture<Answer> future = new CompletableFuture<>();

  /** Guarded by the lock of {@link LiveQueries}, as are the next three. */
  private @Nullable InFlightQuery flight;

  private @Nullable Answer outcome;
  private Instant over = Instant.MAX;
  private boolean remembered;

  Ticket(
      LiveQueries queries, long id, String run, Request.Ask ask, String target, Instant submitted) {
    this.queries = queries;
    this.id = id;
    this.run = requireNonNull(run);
    this.ask = requireNonNull(ask);
    this.target = target;
    this.submitted = submitted;
  }

  /** Unique within its {@link LiveQueries}. */
  public long id() {
    return id;
  }

  public String run() {
    return run;
  }

  public Request.Ask ask() {
    return ask;
  }

  /** Completed with whatever comes of it, never exceptionally; completing it here has no effect. */
  public CompletableFuture<Answer> answer() {
    return future.copy();
  }

  /** How it stands now. */
  public QueryProgress progress() {
    return queries.progress(this);
  }

  /** Gives it up; it is answered as cancelled, unless it has an answer already. */
  public void cancel() {
    queries.cancel(this);
  }

  String target() {
    return target;
  }

  Instant submitted() {
    return submitted;
  }

  Optional<InFlightQuery> flight() {
    return Optional.ofNullable(flight);
  }

  void board(InFlightQuery boarded) {
    flight = boarded;
  }

  Optional<Answer> outcome() {
    return Optional.ofNullable(outcome);
  }

  Instant over() {
    return over;
  }

  void settle(Answer answer, Instant at, boolean wasRemembered) {
    outcome = answer;
    over = at;
    remembered = wasRemembered;
    flight = null;
  }

  /** Tells those who wait; to be called without the lock, since they may call back. */
  void announce() {
    if (outcome != null) {
      future.complete(outcome);
    }
  }

  QueryPhase settledPhase(Answer answer) {
    Duration took = answer.provenance().took();
    return switch (answer) {
      case Answer.Complete(Table table, _) ->
          new QueryPhase.Done(table.rows().size(), false, remembered, took);
      case Answer.Partial(Table table, _, _) ->
          new QueryPhase.Done(table.rows().size(), true, remembered, took);
      case Answer.Failed(var kind, String message, String hint, var provenance) ->
          new QueryPhase.Failed(
              kind, message, hint, provenance.live().map(LiveCall::attempts).orElse(0));
    };
  }
}
