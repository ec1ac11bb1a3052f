package dev.waymark.server.integrity;

import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.integrity.RecordReader.Head;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the record once a day and when somebody asks for it, and anchors it: each day, and soon
 * after an incident has ended. What it found last is told wherever the record is shown.
 */
@ApplicationScoped
@Named("record")
public class RecordWatch {
  private static final Logger LOG = Logger.getLogger(RecordWatch.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RecordSource source;
  private final RecordAnchors anchors;
  private final Duration interval;
  private final Clock clock;
  private final Set<Long> ended = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread watching = new Thread(work, "record");
            watching.setDaemon(true);
            return watching;
          });
  private volatile Optional<RecordReport> last = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile @Nullable Future<?> daily;
  private volatile @Nullable Future<?> anchoring;
  private final AtomicInteger checking = new AtomicInteger();
  private List<Finding> told = List.of();

  RecordWatch(RecordSource source, RecordAnchors anchors, RecordConfig config, Clock clock) {
    this.source = source;
    this.anchors = anchors;
    this.interval = config.interval();
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event) {
    if (!interval.isZero()) {
      daily =
          thread.scheduleWithFixedDelay(
              this::checkQuietly, FIRST.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void end(@Observes ShutdownEvent event) {
    Stream.of(daily, anchoring).filter(Objects::nonNull).forEach(task -> task.cancel(false));
    thread.shutdownNow();
  }

  /** Whether what has changed is to be anchored is looked at later: nobody waits for it. */
  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) IncidentChanged change) {
    if (interval.isZero() || !ended.add(change.number())) {
      return;
    }
    try {
      anchoring = thread.schedule(this::anchorEnded, SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops; the next daily check anchors what has ended.", e);
    }
  }

  /** What was found last; empty if nothing was verified since this server began. */
  public Optional<RecordReport> last() {
    return last;
  }

  /** Why the last verification or anchoring failed; empty if it didn't. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** What was found last in an incident. */
  public List<Finding> of(long incident) {
    return last.map(
            report ->
                report.findings().stream()
                    .filter(finding -> finding.incident() == incident)
                    .toList())
        .orElse(List.of());
  }

  /** Whether a verification is under way. */
  public boolean isChecking() {
    return checking.get() > 0;
  }

  /** Begins a verification, and waits for it a moment. */
  public void checkWithin(Duration patience) {
    try {
      checking.incrementAndGet();
      thread
          .submit(
              () -> {
                checkQuietly();
                checking.decrementAndGet();
              })
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("The verification goes on.");
    } catch (RejectedExecutionException e) {
      checking.decrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Verifies all of the record now, and anchors it if it is as it was recorded. */
  public synchronized RecordReport check() {
    Result<Anchors> known = anchors.read();
    Anchors compared = known.whenDone().orElse(Anchors.NONE);
    Optional<String> obstacle = known.refusal().map(RecordWatch::words);
    RecordReport report =
        source.read(
            reader ->
                new RecordVerifier(reader, compared, clock)
                    .verify(Optional.empty(), obstacle, (done, of) -> {}));
    last = Optional.of(report);
    tell(report);
    if (obstacle.isEmpty()) {
      List<Head> heads =
          source.read(reader -> reader.heads(Optional.empty())).stream()
              .filter(head -> !report.broken().contains(head.incident()))
              .toList();
      anchor(heads);
    }
    return report;
  }

  private void checkQuietly() {
    try {
      check();
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      trouble = Optional.of("The record couldn't be verified: " + e.getMessage());
      LOG.warnf("The record couldn't be verified; it is tried again in %s: %s", interval, e);
    }
  }

  /** Anchors what has ended since the last look. */
  void anchorEnded() {
    List<Long> numbers = List.copyOf(ended);
    ended.removeAll(numbers);
    try {
      List<Head> heads = new ArrayList<>();
      for (long number : numbers) {
        heads.addAll(source.read(reader -> intactHeads(reader, number)));
      }
      if (!heads.isEmpty()) {
        anchor(heads);
      }
    } catch (RuntimeException e) {
      LOG.warnf("What has ended is anchored with the next daily check: %s", e);
    }
  }

  /** What was changed since it was recorded isn't anchored; the daily check tells of it. */
  private List<Head> intactHeads(RecordReader reader, long number) {
    List<Head> heads = reader.endedHeads(number);
    return heads.isEmpty()
            || new RecordVerifier(reader, Anchors.NONE, clock).verify(List.of(number)).isEmpty()
        ? heads
        : List.of();
  }

  private void anchor(List<Head> heads) {
    Result<Integer> added = anchors.add(heads);
    if (added instanceof Result.Refused<Integer> refused) {
      LOG.debugf("The record isn't anchored: %s", words(refused.problem()));
    }
  }

  /** Once, not at every check. */
  private void tell(RecordReport report) {
    if (!report.findings().equals(told)) {
      told = report.findings();
      if (report.isIntact()) {
        LOG.info("The record is as it was recorded again.");
      } else {
        Finding first = report.findings().get(0);
        LOG.errorf(
            "The record isn't what was recorded: %d findings. The first: %s. %s Run"
                + " `kb verify-record` for all of them.",
            report.found(), first.place(), first.what());
      }
    }
  }

  private static String words(Problem problem) {
    return problem.detail() + " " + problem.hint();
  }
}
