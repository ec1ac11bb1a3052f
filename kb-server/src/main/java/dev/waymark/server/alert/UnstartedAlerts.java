package dev.waymark.server.alert;

import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many alerts fire whose entry couldn't be started. Every page says so, and none waits for it:
 * it is counted in the background, right after alerts came in here.
 */
@ApplicationScoped
public class UnstartedAlerts {
  private static final String NAME = "unstarted-alerts";

  /** The first pages matter more. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  /** Another server may have taken alerts in. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final AlertStore store;
  private final Schedule schedule;
  private final AtomicBoolean soon = new AtomicBoolean();
  private volatile int count;

  UnstartedAlerts(AlertStore store, Schedule schedule) {
    this.store = store;
    this.schedule = schedule;
  }

  void begin(@Observes StartupEvent event) {
    schedule.every(EVERY, FIRST, NAME, this::recount);
  }

  /** As many as were counted last. */
  public int count() {
    return count;
  }

  /** Counts again, once for all that comes in until then. */
  void countSoon() {
    if (soon.compareAndSet(false, true)) {
      schedule.soon(
          NAME,
          () -> {
            soon.set(false);
            recount();
          });
    }
  }

  /** Counts again. */
  synchronized void recount() {
    count = store.unstarted();
  }
}
