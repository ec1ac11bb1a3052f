package dev.waymark.server.schedule;

import dev.waymark.server.database.DatabaseTrouble;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The work that nobody waits for: at intervals, each kind one at a time, or once and soon. It has
 * threads of its own, since the database gives those of requests less time.
 */
@ApplicationScoped
public class Schedule {
  private static final Logger LOG = Logger.getLogger(Schedule.class);

  private final Scheduler scheduler;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 1).factory());

  Schedule(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void end(@Observes ShutdownEvent event) {
    scheduler.pause();
    threads.shutdownNow();
  }

  /**
   * Does something from now on. What fails is tried again at the next turn.
   *
   * @param interval never, if it isn't positive
   */
  public void every(Duration interval, Duration first, String name, Runnable work) {
    if (interval.isPositive()) {
      scheduler
          .newJob(name)
          .setInterval(interval.toString())
          .setDelayed(first.toString())
          .setConcurrentExecution(ConcurrentExecution.SKIP)
          .setAsyncTask(turn -> Uni.createFrom().completionStage(() -> start(name, work)))
          .schedule();
    }
  }

  /** Does something once. */
  public void soon(String name, Runnable work) {
    CompletableFuture<Void> unused = start(name, work);
  }

  /** Does something once, after a while. */
  public void soon(Duration wait, String name, Runnable work) {
    CompletableFuture.delayedExecutor(
            wait.toMillis(), TimeUnit.MILLISECONDS, task -> soon(name, task))
        .execute(work);
  }

  private CompletableFuture<Void> start(String name, Runnable work) {
    try {
      return CompletableFuture.runAsync(() -> quietly(name, work), threads);
    } catch (RejectedExecutionException e) {
      LOG.debugf("The server stops without “%s”", name);
      return CompletableFuture.completedFuture(null);
    }
  }

  /** The database's monitor tells of an outage; those who wait for its end don't. */
  private static void quietly(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.logf(
          DatabaseTrouble.of(e).isPresent() ? Logger.Level.DEBUG : Logger.Level.WARN,
          e,
          "“%s” failed, and is tried again at its next turn",
          name);
    }
  }
}
