package dev.waymark.sources.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues, one for each principal. What a person waits for goes first; among equals the query
 * that took longest before, since that ends the whole soonest; then who came first. Guarded by the
 * lock of {@link LiveQueries}.
 */
final class QueryQueues {
  private static final Comparator<InFlightQuery> TURN =
      Comparator.comparing(InFlightQuery::urgency)
          .thenComparing(InFlightQuery::expected, Comparator.reverseOrder())
          .thenComparing(InFlightQuery::order);

  private final int most;
  private final Map<String, Queue> queues = new HashMap<>();
  private int running;

  /**
   * @param most running at once over all principals
   */
  QueryQueues(int most) {
    this.most = most;
  }

  void enqueue(InFlightQuery flight) {
    queues.computeIfAbsent(flight.queue().principal(), name -> new Queue()).waiting.add(flight);
  }

  /** Takes out of its queue the flight whose turn it is, if one may start. */
  Optional<InFlightQuery> next() {
    if (running >= most) {
      return Optional.empty();
    }
    Optional<InFlightQuery> next =
        queues.values().stream().flatMap(queue -> queue.next().stream()).min(TURN);
    next.ifPresent(
        flight -> {
          Queue queue = queue(flight);
          queue.waiting.remove(flight);
          queue.running++;
          running++;
        });
    return next;
  }

  /** Gives back the place of a flight that ran. */
  void landed(InFlightQuery flight) {
    queue(flight).running--;
    running--;
    tidy(flight);
  }

  /** Takes out a flight that waits. */
  void withdraw(InFlightQuery flight) {
    queue(flight).waiting.remove(flight);
    tidy(flight);
  }

  /** How many have their turn before it, and itself. */
  int position(InFlightQuery flight) {
    return (int)
        queue(flight).waiting.stream().filter(other -> TURN.compare(other, flight) <= 0).count();
  }

  private Queue queue(InFlightQuery flight) {
    return Optional.ofNullable(queues.get(flight.queue().principal()))
        .orElseThrow(() -> new IllegalStateException("a flight in no queue"));
  }

  private void tidy(InFlightQuery flight) {
    Queue queue = queue(flight);
    if (queue.running == 0 && queue.waiting.isEmpty()) {
      queues.remove(flight.queue().principal());
    }
  }

  private static final class Queue {
    private final List<InFlightQuery> waiting = new ArrayList<>();
    private int running;

    Optional<InFlightQuery> next() {
      return waiting.stream().min(TURN).filter(flight -> running < flight.queue().width());
    }
  }
}
