package dev.waymark.server.question;

import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.incident.IncidentHistory;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.incident.IncidentStore;
import dev.waymark.server.run.RunService;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps the facts up with the incidents: in the background, and as far as a moment allows before a
 * question is answered. Nothing that a step does waits for it.
 */
@ApplicationScoped
class FactKeeper {
  private static final Logger LOG = Logger.getLogger(FactKeeper.class);

  private static final int BATCH = 200;

  /** For how long a question trusts that nothing has changed. */
  private static final Duration TRUST = Duration.ofSeconds(2);

  private final FactStore facts;
  private final IncidentStore incidents;
  private final RunService runs;
  private final Inventory inventory;
  private final Duration refresh;
  private final ReentrantLock lookingNow = new ReentrantLock();
  private Optional<Long> lookedAt = Optional.empty();

  FactKeeper(
      FactStore facts,
      IncidentStore incidents,
      RunService runs,
      Inventory inventory,
      QuestionConfig config) {
    this.facts = facts;
    this.incidents = incidents;
    this.runs = runs;
    this.inventory = inventory;
    this.refresh = config.refresh();
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.every(refresh, refresh, "facts", this::catchUp);
  }

  /** Folds everything that has changed, and walks the scenarios of new entries. */
  void catchUp() {
    inventory.refresh();
    while (!fold(Duration.ofMinutes(1))) {
      LOG.debug("more incidents to fold");
    }
  }

  /**
   * Folds what a moment allows; a question that is asked soon after another finds nothing to do.
   */
  void catchUp(Duration moment) {
    if (!lookingNow.tryLock()) {
      // Somebody else does it: nobody waits for more than one of them.
      return;
    }
    try {
      catchUpUnlessTrusted(moment);
    } finally {
      lookingNow.unlock();
    }
  }

  private void catchUpUnlessTrusted(Duration moment) {
    long now = System.nanoTime();
    if (lookedAt.filter(at -> now - at < TRUST.toNanos()).isPresent()) {
      return;
    }
    inventory.refresh(moment);
    if (fold(moment)) {
      lookedAt = Optional.of(System.nanoTime());
    }
  }

  /** Whether all of it was done. */
  private boolean fold(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Long> stale = facts.stale(BATCH);
    for (long number : stale) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      incidents.find(number).ifPresent(this::fold);
    }
    return stale.size() < BATCH;
  }

  private void fold(IncidentRow incident) {
    try {
      facts.replace(
          new FactRows(
                  incident,
                  new IncidentHistory(
                      incidents.events(incident.number()), runs.ofIncident(incident.number())))
              .rows());
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isPresent()) {
        throw e;
      }
      // Its head alone, so that it's counted, and isn't tried again until it changes.
      LOG.warnf(e, "incident %d is counted without its steps", incident.number());
      facts.replace(new FactRows(incident, new IncidentHistory(List.of(), List.of())).rows());
    }
  }
}
