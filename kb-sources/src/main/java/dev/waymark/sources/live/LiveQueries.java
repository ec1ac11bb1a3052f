package dev.waymark.sources.live;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QueryBounds;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks the live sources for all runs of this process. A query waits for its turn in its principal's
 * queue, is tried until its fence's time-out has passed since its turn came, and is asked once for
 * all who want it at the same time.
 *
 * <p>Everything that changes is guarded by one lock; sources, waiting callers and listeners are
 * called without it.
 */
public final class LiveQueries implements AutoCloseable {
  /** How long a source may overrun its limit before its thread is interrupted. */
  private static final Duration GRACE = Duration.ofMillis(250);

  /**
   * How long queries that nobody waits for are gathered, so that the longest of those that come
   * together starts first, and not the first.
   */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final Map<FenceKind, LiveSource> sources = new HashMap<>();
  private final LiveLimits limits;
  private final Clock clock;
  private final RetryLoop tries;

  /** A thread a flight; {@link QueryQueues} lets only so many fly at once. */
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-query-", 1).factory());

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofVirtual().name("live-query-timer").factory(), new DiscardPolicy());

  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  private final Object lock = new Object();
  private final QueryQueues queues;
  private final QueryDurations durations = new QueryDurations();
  private final Map<BoundQuery, InFlightQuery> flights = new HashMap<>();
  private final Runs runs;
  private boolean closed;

  /**
   * @param sources where two answer the same kind, the first one does
   */
  public LiveQueries(List<LiveSource> sources, LiveLimits limits, Clock clock) {
    for (LiveSource source : sources) {
      source.kinds().forEach(kind -> this.sources.putIfAbsent(kind, source));
    }
    this.limits = requireNonNull(limits);
    this.clock = requireNonNull(clock);
    this.tries =
        new RetryLoop(
            limits,
            new CircuitBreakers(limits, clock),
            clock,
            () -> ThreadLocalRandom.current().nextDouble());
    this.queues = new QueryQueues(limits.threads());
    this.runs = new Runs(limits);
    after(limits.keepFor(), this::sweep);
  }

  /** Whether anything here answers such a fence. */
  public boolean answers(FenceKind kind) {
    return sources.containsKey(kind);
  }

  /**
   * Puts a query into the queue. Its ticket is settled at once where an answer is known already, or
   * no source answers such a fence.
   */
  public Ticket submit(String run, Request.Ask ask, Urgency urgency, Freshness freshness) {
    LiveSource source = sources.get(ask.query().kind());
    Instant now = clock.instant();
    if (source == null) {
      Ticket ticket = ticket(run, ask, "nothing", now);
      settled(ticket, noSource(ask, now), false);
      return ticket;
    }
    QueryQueue queue = source.queue(ask.query());
    Ticket ticket = ticket(run, ask, queue.target(), now);
    Optional<Answer> known;
    synchronized (lock) {
      known = freshness == Freshness.NEW ? Optional.empty() : runs.remembered(run, ask, now);
      if (known.isEmpty() && !closed) {
        runs.add(ticket);
        board(ticket, source, queue, urgency, freshness);
      }
    }
    if (known.isPresent()) {
      settled(ticket, known.get(), true);
    } else if (ticket.flight().isEmpty() && ticket.outcome().isEmpty()) {
      settled(ticket, cancelled(ask, "The server is stopping"), false);
    }
    if (urgency == Urgency.NOW) {
      dispatch();
    } else {
      after(GATHERING, this::dispatch);
    }
    tell(Set.of(run));
    return ticket;
  }

  /**
   * The answer that a query would be given at once: a complete one that was asked for ahead, or
   * that another run got a moment ago.
   */
  public Optional<Answer> known(String run, Request.Ask ask) {
    Instant now = clock.instant();
    synchronized (lock) {
      return runs.remembered(run, ask, now);
    }
  }

  /** The same as a source that blocks: a person waits for each of its queries. */
  public QuerySource asSource(String run) {
    return ask -> {
      Ticket ticket =
          submit(run, ask, Urgency.NOW, ask.isAgain() ? Freshness.NEW : Freshness.REMEMBERED);
      try {
        return ticket.answer().get();
      } catch (InterruptedException e) {
        ticket.cancel();
        Thread.currentThread().interrupt();
        return ticket.answer().join();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a ticket that completed exceptionally", e);
      }
    };
  }

  /** A run's queries in the order in which they were asked for. */
  public List<QueryProgress> states(String run) {
    synchronized (lock) {
      return runs.tickets(run).stream().map(this::progressLocked).toList();
    }
  }

  /** Cancels a query of a run; false if it has no such query, or it is over. */
  public boolean cancel(String run, long ticketId) {
    Optional<Ticket> found;
    synchronized (lock) {
      found =
          runs.tickets(run).stream()
              .filter(ticket -> ticket.id() == ticketId && ticket.outcome().isEmpty())
              .findFirst();
    }
    found.ifPresent(this::cancel);
    return found.isPresent();
  }

  /** Cancels what a run still waits for, and forgets its answers. */
  public void forget(String run) {
    List<Ticket> tickets;
    synchronized (lock) {
      tickets = List.copyOf(runs.tickets(run));
    }
    tickets.forEach(this::cancel);
    synchronized (lock) {
      runs.remove(run);
    }
  }

  /**
   * Tells of every change of a run's queries, with the run's id. It is called on threads of this
   * layer: it must be quick and must not throw.
   */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Cancels everything; nothing is asked any more. */
  @Override
  public void close() {
    List<Ticket> open = new ArrayList<>();
    synchronized (lock) {
      closed = true;
      runs.all().stream().filter(ticket -> ticket.outcome().isEmpty()).forEach(open::add);
    }
    open.forEach(this::cancel);
    timer.shutdownNow();
    workers.shutdownNow();
  }

  QueryProgress progress(Ticket ticket) {
    synchronized (lock) {
      return progressLocked(ticket);
    }
  }

  void cancel(Ticket ticket) {
    synchronized (lock) {
      Optional<InFlightQuery> flight = ticket.flight();
      if (flight.isEmpty()) {
        return;
      }
      ticket.settle(cancelled(ticket.ask(), "The query was cancelled"), clock.instant(), false);
      flight.get().tickets().remove(ticket);
      if (flight.get().tickets().isEmpty()) {
        drop(flight.get());
      }
    }
    ticket.announce();
    dispatch();
    tell(Set.of(ticket.run()));
  }

  private Ticket ticket(String run, Request.Ask ask, String target, Instant now) {
    return new Ticket(this, numbers.incrementAndGet(), run, ask, target, now);
  }

  private void settled(Ticket ticket, Answer answer, boolean remembered) {
    synchronized (lock) {
      ticket.settle(answer, clock.instant(), remembered);
      runs.add(ticket);
    }
    ticket.announce();
  }

  private void board(
      Ticket ticket, LiveSource source, QueryQueue queue, Urgency urgency, Freshness freshness) {
    BoundQuery query = ticket.ask().query();
    InFlightQuery flight = flights.get(query);
    boolean tooOld = flight != null && freshness == Freshness.NEW && flight.started().isPresent();
    if (flight == null || tooOld) {
      flight =
          new InFlightQuery(
              ticket.ask(), source, queue, ticket.id(), durations.expected(query), urgency);
      flights.put(query, flight);
      queues.enqueue(flight);
      InFlightQuery waiting = flight;
      after(limits.longestWait(), () -> waitedTooLong(waiting));
    }
    flight.join(ticket, urgency, freshness);
  }

  private void dispatch() {
    Set<String> changed = new LinkedHashSet<>();
    synchronized (lock) {
      if (closed) {
        return;
      }
      for (Optional<InFlightQuery> next = queues.next(); next.isPresent(); next = queues.next()) {
        InFlightQuery flight = next.get();
        flight.start(clock.instant());
        flight.tickets().forEach(ticket -> changed.add(ticket.run()));
        workers.execute(() -> fly(flight));
        after(timeout(flight).plus(GRACE), () -> overran(flight));
      }
    }
    tell(changed);
  }

  private void fly(InFlightQuery flight) {
    boolean wanted;
    synchronized (lock) {
      wanted = !flight.isOver();
      flight.workedBy(Thread.currentThread());
    }
    Instant began = clock.instant();
    Answer answer;
    try {
      answer = wanted ? tries.of(flight, timeout(flight), watcher(flight)) : noLongerWanted(flight);
    } catch (RuntimeException e) {
      answer = broken(flight, e);
    }
    synchronized (lock) {
      flight.workedBy(null);
      queues.landed(flight);
      if (!flight.isOver() && !(answer instanceof Answer.Failed)) {
        durations.took(flight.ask().query(), Duration.between(began, clock.instant()));
      }
    }
    // A flight that ended meanwhile interrupted this thread, which has yet to tell of it.
    Thread.interrupted();
    finish(flight, answer);
  }

  private RetryLoop.Watcher watcher(InFlightQuery flight) {
    return new RetryLoop.Watcher() {
      @Override
      public void trying(int number) {
        change(() -> flight.trying(number));
      }

      @Override
      public void waitingUntil(Instant until) {
        change(() -> flight.waitingUntil(until));
      }

      private void change(Runnable change) {
        Set<String> changed = new LinkedHashSet<>();
        synchronized (lock) {
          change.run();
          flight.tickets().forEach(ticket -> changed.add(ticket.run()));
        }
        tell(changed);
      }
    };
  }

  /** Settles all who wait; what nobody waits for any more is thrown away. */
  private void finish(InFlightQuery flight, Answer answer) {
    List<Ticket> waiting;
    synchronized (lock) {
      waiting = flight.isOver() ? List.of() : List.copyOf(flight.tickets());
      waiting.forEach(ticket -> ticket.settle(answer, clock.instant(), false));
      flight.tickets().clear();
      flights.remove(flight.ask().query(), flight);
      if (!waiting.isEmpty()) {
        runs.share(
            flight.ask().query(),
            answer,
            waiting.stream().map(Ticket::run).collect(Collectors.toUnmodifiableSet()),
            clock.instant());
      }
    }
    waiting.forEach(Ticket::announce);
    dispatch();
    Set<String> changed = new LinkedHashSet<>();
    waiting.forEach(ticket -> changed.add(ticket.run()));
    tell(changed);
  }

  private void overran(InFlightQuery flight) {
    Answer answer =
        failed(
            flight.ask(),
            FailureKind.TIMED_OUT,
            "%s gave no answer within %d s"
                .formatted(flight.queue().target(), timeout(flight).toSeconds()),
            "Ask again, or give the fence a longer `timeout=`.");
    end(flight, answer);
  }

  private void waitedTooLong(InFlightQuery flight) {
    synchronized (lock) {
      if (flight.started().isPresent()) {
        return;
      }
    }
    Answer answer =
        failed(
            flight.ask(),
            FailureKind.TIMED_OUT,
            "The query waited %d s for its turn behind others"
                .formatted(limits.longestWait().toSeconds()),
            "Ask again, or cancel others that nobody needs.");
    end(flight, answer);
  }

  /** Answers those who wait although the source hasn't. */
  private void end(InFlightQuery flight, Answer answer) {
    List<Ticket> waiting;
    synchronized (lock) {
      waiting = List.copyOf(flight.tickets());
      if (waiting.isEmpty() || flight.isOver()) {
        return;
      }
      waiting.forEach(ticket -> ticket.settle(answer, clock.instant(), false));
      flight.tickets().clear();
      drop(flight);
    }
    waiting.forEach(Ticket::announce);
    dispatch();
    Set<String> changed = new LinkedHashSet<>();
    waiting.forEach(ticket -> changed.add(ticket.run()));
    tell(changed);
  }

  private void drop(InFlightQuery flight) {
    flights.remove(flight.ask().query(), flight);
    if (flight.started().isEmpty()) {
      queues.withdraw(flight);
    }
    flight.end();
  }

  private QueryProgress progressLocked(Ticket ticket) {
    Request.Ask ask = ticket.ask();
    return new QueryProgress(
        ticket.id(),
        ticket.run(),
        ask.node(),
        ask.stay(),
        ask.query(),
        ticket.target(),
        ticket.submitted(),
        ticket.outcome().map(ticket::settledPhase).orElseGet(() -> underWay(ticket)));
  }

  private QueryPhase underWay(Ticket ticket) {
    InFlightQuery flight =
        ticket.flight().orElseThrow(() -> new IllegalStateException("a ticket without a flight"));
    return flight
        .started()
        .<QueryPhase>map(
            started ->
                new QueryPhase.Running(
                    Duration.between(started, clock.instant()),
                    timeout(flight),
                    flight.attempt(),
                    flight.resumes()))
        .orElseGet(() -> new QueryPhase.Queued(queues.position(flight)));
  }

  private void sweep() {
    synchronized (lock) {
      runs.sweep(clock.instant());
    }
    after(limits.keepFor(), this::sweep);
  }

  private void tell(Set<String> changed) {
    changed.forEach(run -> listeners.forEach(listener -> listener.accept(run)));
  }

  private void after(Duration delay, Runnable then) {
    Future<?> unused = timer.schedule(then, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Duration timeout(InFlightQuery flight) {
    return QueryBounds.of(flight.ask().query()).timeout();
  }

  private Answer noSource(Request.Ask ask, Instant now) {
    String kind = ask.query().kind().label();
    return new Answer.Failed(
        FailureKind.NO_SOURCE,
        "Nothing here is set up to answer `" + kind + "`",
        "Set up a source for it, or look by hand and take a branch.",
        Provenance.offline("no source", false, now));
  }

  private Answer cancelled(Request.Ask ask, String message) {
    return failed(ask, FailureKind.CANCELLED, message, "Ask again when you need it.");
  }

  private Answer noLongerWanted(InFlightQuery flight) {
    return cancelled(flight.ask(), "Nobody waits for the query any more");
  }

  /** A source that throws has a fault of its own; the run must not end by it. */
  private Answer broken(InFlightQuery flight, RuntimeException e) {
    return failed(
        flight.ask(),
        FailureKind.UNREACHABLE,
        "Asking %s failed: %s".formatted(flight.queue().target(), e),
        "This is a fault in Waymark itself; please report it.");
  }

  private Answer failed(Request.Ask ask, FailureKind kind, String message, String hint) {
    return new Answer.Failed(
        kind,
        message,
        hint,
        Provenance.offline(ask.query().kind().label(), false, clock.instant()));
  }
}
