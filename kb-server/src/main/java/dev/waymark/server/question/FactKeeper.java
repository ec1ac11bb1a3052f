package dev.waymark.server.question;

import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.incident.IncidentHistory;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.incident.IncidentStore;
import dev.waymark.server.question.FactStore.Position;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps the facts up with the incidents, in the background: the server that has changed one folds
 * it right after the transaction. What a server missed, because it was killed or the database was
 * away, is caught up with at each start and at intervals. Nothing that a step does waits for it;
 * who reads waits a moment for what was just done, and only reads.
 */
@ApplicationScoped
class FactKeeper {
  private static final Logger LOG = Logger.getLogger(FactKeeper.class);

  private static final int BATCH = 200;

  /** An incident that changes several times within it is folded once. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** A reader waits for what was done within it, not for all that a killed server left. */
  private static final Duration JUST_DONE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final FactStore facts;
  private final IncidentStore incidents;
  private final RunViews runs;
  private final Inventory inventory;
  private final Schedule schedule;
  private final Clock clock;
  private final Duration refresh;
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isPlanned = new AtomicBoolean();
  private final ReentrantLock folding = new ReentrantLock();

  FactKeeper(
      FactStore facts,
      IncidentStore incidents,
      RunViews runs,
      Inventory inventory,
      Schedule schedule,
      Clock clock,
      QuestionConfig config) {
    this.facts = facts;
    this.incidents = incidents;
    this.runs = runs;
    this.inventory = inventory;
    this.schedule = schedule;
    this.clock = clock;
    this.refresh = config.refresh();
  }

  void begin(@Observes StartupEvent event, Catalog catalog) {
    catalog.follow(change -> schedule.soon("served-facts", inventory::write));
    schedule.soon(
        "first-facts",
        () -> {
          inventory.write();
          foldStale();
        });
    schedule.every(refresh, refresh, "facts", this::catchUp);
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) IncidentChanged change) {
    changed.add(change.number());
    if (isPlanned.compareAndSet(false, true)) {
      schedule.soon(PAUSE, "changed-facts", this::foldChanged);
    }
  }

  /** Folds everything that has changed, and walks the scenarios of new entries. */
  void catchUp() {
    inventory.writeWalked();
    foldChanged();
    foldStale();
  }

  /** Waits until the facts hold what was done before, for a moment at most. */
  void await(Duration moment) {
    long deadline = System.nanoTime() + moment.toNanos();
    List<Position> awaited = facts.behind(clock.instant().minus(JUST_DONE));
    while ((!inventory.isWritten() || facts.isBehind(awaited))
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private void foldChanged() {
    isPlanned.set(false);
    folding.lock();
    try {
      for (long number : List.copyOf(changed)) {
        changed.remove(number);
        fold(number);
      }
    } finally {
      folding.unlock();
    }
  }

  private void foldStale() {
    List<Long> stale = facts.stale(BATCH);
    while (!stale.isEmpty()) {
      stale.forEach(this::fold);
      List<Long> rest = facts.stale(BATCH);
      // What can't be folded stays, and isn't tried in a circle.
      stale = rest.equals(stale) ? List.of() : rest;
    }
  }

  private void fold(long number) {
    try {
      facts.replace(number, () -> incidents.find(number).map(this::folded));
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isPresent()) {
        throw e;
      }
      // Its head alone, so that it's counted, and isn't tried again until it changes.
      LOG.warnf(e, "incident %d is counted without its steps", number);
      facts.replace(number, () -> incidents.find(number).map(FactKeeper::head));
    }
  }

  private Facts folded(IncidentRow incident) {
    return new FactRows(
            incident,
            new IncidentHistory(
                incidents.events(incident.number()), runs.ofIncident(incident.number())))
        .rows();
  }

  private static Facts head(IncidentRow incident) {
    return new FactRows(incident, new IncidentHistory(List.of(), List.of())).rows();
  }
}
