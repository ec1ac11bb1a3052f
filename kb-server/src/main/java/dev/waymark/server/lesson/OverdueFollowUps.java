package dev.waymark.server.lesson;

import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many follow-ups each owner has left undone. Every page says so, and none waits for it: it is
 * counted in the background, and as soon as somebody changes one here.
 */
@ApplicationScoped
public class OverdueFollowUps {
  /** The first pages matter more. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  private static final Duration EVERY = Duration.ofSeconds(30);

  private final FollowUpStore store;
  private final Clock clock;
  private volatile Map<String, Integer> counts = Map.of();

  OverdueFollowUps(FollowUpStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.every(EVERY, FIRST, "overdue-follow-ups", this::count);
  }

  /** How many somebody should have done by now; names are compared without regard to capitals. */
  public int of(String owner) {
    return counts.getOrDefault(key(owner), 0);
  }

  /** Counts again. */
  void count() {
    Map<String, Integer> next = new HashMap<>();
    store
        .overdue(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .forEach((owner, count) -> next.merge(key(owner), count, Integer::sum));
    counts = Map.copyOf(next);
  }

  private static String key(String owner) {
    return owner.strip().toLowerCase(Locale.ROOT);
  }
}
