package dev.waymark.server.lesson;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How many follow-ups each owner has left undone. Every page says so, and none waits for it: it is
 * counted in the background, and as soon as somebody changes one here.
 */
@ApplicationScoped
public class OverdueFollowUps {
  private static final Logger LOG = Logger.getLogger(OverdueFollowUps.class);

  /** The first pages matter more. */
  private static final long FIRST_SECONDS = 2;

  private static final long EVERY_SECONDS = 30;

  private final FollowUpStore store;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread counting = new Thread(work, "overdue-follow-ups");
            counting.setDaemon(true);
            return counting;
          });
  private Optional<Future<?>> counting = Optional.empty();
  private volatile Map<String, Integer> counts = Map.of();

  OverdueFollowUps(FollowUpStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event) {
    counting =
        Optional.of(
            thread.scheduleWithFixedDelay(
                this::countQuietly, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS));
  }

  void end(@Observes ShutdownEvent event) {
    counting.ifPresent(regular -> regular.cancel(true));
    thread.shutdownNow();
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

  private void countQuietly() {
    try {
      count();
    } catch (RuntimeException e) {
      LOG.debug("The overdue follow-ups are counted again later.", e);
    }
  }
}
