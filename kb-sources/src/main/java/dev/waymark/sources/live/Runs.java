package dev.waymark.sources.live;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each run asked for, and the answers that still serve. Guarded by the lock of {@link
 * LiveQueries}.
 */
final class Runs {
  private final LiveLimits limits;
  private final Map<String, List<Ticket>> byRun = new HashMap<>();
  private final Map<BoundQuery, Recent> shared = new HashMap<>();

  Runs(LiveLimits limits) {
    this.limits = limits;
  }

  void add(Ticket ticket) {
    byRun.computeIfAbsent(ticket.run(), run -> new ArrayList<>()).add(ticket);
  }

  List<Ticket> tickets(String run) {
    return byRun.getOrDefault(run, List.of());
  }

  List<Ticket> all() {
    return byRun.values().stream().flatMap(List::stream).toList();
  }

  void remove(String run) {
    byRun.remove(run);
  }

  /** Keeps a complete answer for other runs that ask the same within moments. */
  void share(BoundQuery query, Answer answer, Set<String> served, Instant now) {
    shared.values().removeIf(recent -> !isWithin(limits.shareFor(), recent.at(), now));
    if (answer instanceof Answer.Complete) {
      shared.put(query, new Recent(answer, served, now));
    }
  }

  /**
   * A complete answer that will do: of the same visit of the same step, or one that another run got
   * a moment ago. One of another visit won't, since what was done in between may have changed it.
   */
  Optional<Answer> remembered(String run, Request.Ask ask, Instant now) {
    return tickets(run).stream()
        .filter(ticket -> isSame(ticket.ask(), ask))
        .filter(ticket -> isWithin(limits.keepFor(), ticket.over(), now))
        .flatMap(ticket -> ticket.outcome().stream())
        .filter(Answer.Complete.class::isInstance)
        .reduce((earlier, later) -> later)
        .or(
            () ->
                Optional.ofNullable(shared.get(ask.query()))
                    .filter(recent -> isWithin(limits.shareFor(), recent.at(), now))
                    .filter(recent -> !recent.served().contains(run))
                    .map(Recent::answer));
  }

  /** Drops what is over and serves nobody any more. */
  void sweep(Instant now) {
    byRun
        .values()
        .forEach(
            tickets ->
                tickets.removeIf(
                    ticket ->
                        ticket.outcome().isPresent()
                            && !isWithin(limits.keepFor(), ticket.over(), now)));
    byRun.values().removeIf(List::isEmpty);
    shared.values().removeIf(recent -> !isWithin(limits.shareFor(), recent.at(), now));
  }

  private static boolean isSame(Request.Ask asked, Request.Ask ask) {
    return asked.node().equals(ask.node())
        && asked.stay() == ask.stay()
        && asked.query().equals(ask.query());
  }

  private static boolean isWithin(Duration length, Instant at, Instant now) {
    return !at.isBefore(now.minus(length));
  }

  /**
   * @param served the runs that have it
   */
  private record Recent(Answer answer, Set<String> served, Instant at) {}
}
