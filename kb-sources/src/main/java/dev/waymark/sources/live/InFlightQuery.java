package dev.waymark.sources.live;

import dev.waymark.model.run.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One query on its way through the queue to its source, with the tickets that wait for it. Guarded
 * by the lock of {@link LiveQueries}.
 */
final class InFlightQuery {
  private final Request.Ask ask;
  private final LiveSource source;
  private final QueryQueue queue;
  private final long order;
  private final Duration expected;
  private final List<Ticket> tickets = new ArrayList<>();
  private @Nullable Instant started;
  private int attempt;
  private @Nullable Instant resumes;
  private @Nullable Thread worker;
  private boolean over;

  /** Read by the thread that asks, which doesn't hold the lock, as is the next. */
  private volatile Urgency urgency;

  private volatile boolean insisted;

  InFlightQuery(
      Request.Ask ask,
      LiveSource source,
      QueryQueue queue,
      long order,
      Duration expected,
      Urgency urgency) {
    this.ask = ask;
    this.source = source;
    this.queue = queue;
    this.order = order;
    this.expected = expected;
    this.urgency = urgency;
  }

  Request.Ask ask() {
    return ask;
  }

  LiveSource source() {
    return source;
  }

  QueryQueue queue() {
    return queue;
  }

  long order() {
    return order;
  }

  /** How long queries like it took. */
  Duration expected() {
    return expected;
  }

  Urgency urgency() {
    return urgency;
  }

  List<Ticket> tickets() {
    return tickets;
  }

  void join(Ticket ticket, Urgency wanted, Freshness freshness) {
    tickets.add(ticket);
    ticket.board(this);
    insisted |= freshness == Freshness.NEW;
    if (wanted == Urgency.NOW) {
      urgency = Urgency.NOW;
    }
  }

  /** Whether somebody asked again, and so wants to know whether the target is back. */
  boolean isInsisted() {
    return insisted;
  }

  Optional<Instant> started() {
    return Optional.ofNullable(started);
  }

  void start(Instant at) {
    started = at;
    attempt = 1;
  }

  int attempt() {
    return attempt;
  }

  Optional<Instant> resumes() {
    return Optional.ofNullable(resumes);
  }

  void trying(int number) {
    attempt = number;
    resumes = null;
  }

  void waitingUntil(Instant until) {
    resumes = until;
  }

  void workedBy(@Nullable Thread thread) {
    worker = thread;
  }

  /** Nobody waits for it any more. */
  boolean isOver() {
    return over;
  }

  /** Ends it; a source that is at work on it is told to stop. */
  void end() {
    over = true;
    if (worker != null) {
      worker.interrupt();
    }
  }
}
