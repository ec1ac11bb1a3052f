package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.run.PrefetchPlan;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.live.LiveSources;
import dev.waymark.sources.live.Freshness;
import dev.waymark.sources.live.QueryPhase;
import dev.waymark.sources.live.QueryProgress;
import dev.waymark.sources.live.Ticket;
import dev.waymark.sources.live.Urgency;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the queries asked that runs wait for, once it is recorded that they do. {@link RunResumption}
 * asks again what a server that died had asked.
 */
@ApplicationScoped
class LiveRuns {
  private static final Logger LOG = Logger.getLogger(LiveRuns.class);

  private final LiveSources live;
  private final TransactionSynchronizationRegistry transactions;
  private final ExecutorService workers;
  private final Map<Awaited, Ticket> asked = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  LiveRuns(
      LiveSources live, TransactionSynchronizationRegistry transactions, ExecutorService workers) {
    this.live = live;
    this.transactions = transactions;
    this.workers = workers;
  }

  /** What a stopping server gives up stays awaited: another one, or the next start, asks again. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /**
   * An answer that a run waits for.
   *
   * @param attempt from 1, among those of the visit: asked again, an earlier answer is stale
   */
  record Awaited(UUID run, int visit, int attempt) {
    static Optional<Awaited> of(LoadedRun run) {
      return Walker.pending(run.state())
          .map(
              ask ->
                  new Awaited(
                      run.row().id(), ask.visit(), run.state().current().attempts().size()));
    }

    /** Whether a run waits for it. */
    boolean isOf(LoadedRun run) {
      return of(run).filter(this::equals).isPresent();
    }
  }

  /** Takes the answers that come. */
  interface Receiver {
    void receive(Awaited awaited, Answer answer);
  }

  /** What was asked ahead of a run and has been answered since, or another one got just now. */
  Optional<Answer> known(UUID run, Request.Ask ask) {
    return live.known(run, ask);
  }

  /** Asks what a run waits for as soon as the transaction that is under way has ended well. */
  void askAfterCommit(LoadedRun run, Receiver receiver) {
    if (transactions.getTransactionKey() == null) {
      ask(run, receiver);
      return;
    }
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Only what is recorded is asked.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              ask(run, receiver);
            }
          }
        });
  }

  /** Asks what a run waits for, if this server hasn't: another one may have died meanwhile. */
  void askIfNobodyDid(LoadedRun run, Receiver receiver) {
    Awaited.of(run)
        .ifPresent(wanted -> ask(wanted, Walker.pending(run.state()).orElseThrow(), receiver));
  }

  /** Asks what a run waits for, and what it may ask soon; what is no longer needed is given up. */
  private void ask(LoadedRun run, Receiver receiver) {
    if (run.row().scenario().isPresent()) {
      return;
    }
    Optional<Request.Ask> pending = Walker.pending(run.state());
    Optional<Awaited> awaited = Awaited.of(run);
    List<Request.Ask> ahead = ahead(run);
    List<QueryProgress> known = live.states(run.row().id());
    giveUp(run, awaited, pending, ahead, known);
    awaited.ifPresent(wanted -> ask(wanted, pending.orElseThrow(), receiver));
    ahead.stream()
        .filter(ask -> live.answers(ask.query().kind()))
        .filter(ask -> known.stream().noneMatch(state -> isOf(state, ask)))
        .forEach(ask -> live.submit(run.row().id(), ask, Urgency.AHEAD, Freshness.REMEMBERED));
  }

  private List<Request.Ask> ahead(LoadedRun run) {
    return Walker.walksByItself(run.events()) && Walker.pending(run.state()).isPresent()
        ? PrefetchPlan.of(run.tree(), run.state(), live.foresight())
        : List.of();
  }

  private void ask(Awaited awaited, Request.Ask ask, Receiver receiver) {
    asked.computeIfAbsent(
        awaited,
        key -> {
          Ticket ticket =
              live.submit(
                  key.run(),
                  ask,
                  Urgency.NOW,
                  key.attempt() > 1 ? Freshness.NEW : Freshness.REMEMBERED);
          ticket
              .answer()
              .thenAcceptAsync(answer -> receive(key, answer, receiver), workers)
              .exceptionally(failure -> lost(key, failure));
          return ticket;
        });
  }

  private void receive(Awaited awaited, Answer answer, Receiver receiver) {
    try {
      if (!stopping) {
        receiver.receive(awaited, answer);
      }
    } finally {
      asked.remove(awaited);
    }
  }

  /** The run stays as it was recorded: it waits, until {@link RunResumption} asks again. */
  private static @Nullable Void lost(Awaited awaited, Throwable failure) {
    if (DatabaseTrouble.of(failure).isPresent()) {
      LOG.debugf(failure, "The answer for %s is asked for again later", awaited);
    } else {
      LOG.errorf(failure, "The answer for %s could not be recorded", awaited);
    }
    return null;
  }

  private void giveUp(
      LoadedRun run,
      Optional<Awaited> awaited,
      Optional<Request.Ask> pending,
      List<Request.Ask> ahead,
      List<QueryProgress> known) {
    UUID id = run.row().id();
    asked.forEach(
        (key, ticket) -> {
          if (key.run().equals(id) && awaited.filter(key::equals).isEmpty()) {
            ticket.cancel();
          }
        });
    known.stream()
        .filter(
            state ->
                state.phase() instanceof QueryPhase.Queued
                    || state.phase() instanceof QueryPhase.Running)
        .filter(state -> pending.filter(ask -> isOf(state, ask)).isEmpty())
        .filter(state -> ahead.stream().noneMatch(ask -> isOf(state, ask)))
        .forEach(state -> live.cancel(id, state.id()));
  }

  private static boolean isOf(QueryProgress state, Request.Ask ask) {
    return state.node().equals(ask.node())
        && state.stay() == ask.stay()
        && state.query().equals(ask.query());
  }
}
