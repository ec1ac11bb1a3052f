package dev.waymark.server.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * How many alerts fire whose entry couldn't be started. Every page says so, and none waits for it:
 * it is counted in the background, right after alerts came in here.
 */
@ApplicationScoped
public class UnstartedAlerts {
  private static final Logger LOG = Logger.getLogger(UnstartedAlerts.class);

  /** The first pages matter more. */
  private static final long FIRST_SECONDS = 2;

  /** Another server may have taken alerts in. */
  private static final long EVERY_SECONDS = 30;

  private final AlertStore store;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread counting = new Thread(work, "unstarted-alerts");
            counting.setDaemon(true);
            return counting;
          });
  private final AtomicBoolean soon = new AtomicBoolean();
  private Optional<Future<?>> counting = Optional.empty();
  private volatile int count;

  UnstartedAlerts(AlertStore store) {
    this.store = store;
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

  /** As many as were counted last. */
  public int count() {
    return count;
  }

  /** Counts again, once for all that comes in until then. */
  void countSoon() {
    if (soon.compareAndSet(false, true)) {
      try {
        thread.execute(this::countQuietly);
      } catch (RejectedExecutionException e) {
        LOG.debug("The server stops.", e);
      }
    }
  }

  /** Counts again. */
  void recount() {
    count = store.unstarted();
  }

  private void countQuietly() {
    soon.set(false);
    try {
      recount();
    } catch (RuntimeException e) {
      LOG.debug("The alerts that couldn't start an entry are counted again later.", e);
    }
  }
}
