package dev.waymark.server.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.server.database.DatabaseTrouble;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells when the same is to be asked again, as an answer said. {@link RunResumption} sets what a
 * server that died had to tell.
 */
@ApplicationScoped
class AskAgainTimer {
  private static final Logger LOG = Logger.getLogger(AskAgainTimer.class);

  private final ExecutorService workers;
  private final Clock clock;
  private final Map<Due, Future<?>> set = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ask-again");
            thread.setDaemon(true);
            return thread;
          });

  AskAgainTimer(ExecutorService workers, Clock clock) {
    this.workers = workers;
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  /** What a run waits for before it asks again. */
  record Due(UUID run, ScheduledRepeat asking) {
    Due {
      requireNonNull(run);
      requireNonNull(asking);
    }

    static Optional<Due> of(LoadedRun run) {
      return ScheduledRepeat.of(run.tree(), run.state(), run.events())
          .map(asking -> new Due(run.row().id(), asking));
    }

    /** Whether a run still waits for it. */
    boolean isOf(LoadedRun run) {
      return of(run).filter(this::equals).isPresent();
    }
  }

  /** Sets the time at which a run asks again, if it's to do so by itself and isn't set yet. */
  void set(LoadedRun run, Consumer<Due> askAgain) {
    try {
      Due.of(run)
          .filter(due -> due.asking().isByItself())
          .ifPresent(due -> set.computeIfAbsent(due, key -> start(key, askAgain)));
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops; another one, or the next start, asks again", e);
    }
  }

  private Future<?> start(Due due, Consumer<Due> askAgain) {
    Duration wait = Duration.between(clock.instant(), due.asking().at());
    return timer.schedule(
        () -> workers.execute(() -> ring(due, askAgain)),
        Math.max(0, wait.toMillis()),
        TimeUnit.MILLISECONDS);
  }

  /** A run that can't be asked again stays as it is, until {@link RunResumption} sets it again. */
  private void ring(Due due, Consumer<Due> askAgain) {
    try {
      askAgain.accept(due);
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isPresent()) {
        LOG.debugf(e, "What %s waits for is asked again later", due);
      } else {
        LOG.errorf(e, "What %s waits for could not be asked again", due);
      }
    } finally {
      set.remove(due);
    }
  }
}
