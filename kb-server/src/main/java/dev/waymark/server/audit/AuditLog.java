package dev.waymark.server.audit;

import dev.waymark.server.audit.AuditStore.Attempts;
import dev.waymark.server.audit.AuditStore.AuditRow;
import dev.waymark.server.audit.AuditStore.Filter;
import dev.waymark.server.audit.AuditStore.Numbered;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes down who did what, within the transaction of what they did: either both are there or
 * neither.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger LOG = Logger.getLogger(AuditLog.class);

  /** How often failed attempts that were counted are written down. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private static final int LONGEST_DETAIL = 2_000;
  private static final int MOST_ADDRESSES = 5;

  private final AuditStore store;
  private final ClientAddress address;
  private final Clock clock;
  private final RepeatedAttempts repeated = new RepeatedAttempts();

  AuditLog(AuditStore store, ClientAddress address, Clock clock) {
    this.store = store;
    this.address = address;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.every(DRAIN, DRAIN, "audit-log", this::drainQuietly);
  }

  void end(@Observes ShutdownEvent event) {
    drainQuietly();
  }

  /**
   * Writes down what somebody did with the request that is being served.
   *
   * @param actor the name of who did it
   * @param subject what it was done to
   */
  public void record(AuditAction action, String actor, String subject, String detail) {
    Instant now = clock.instant();
    store.add(
        List.of(
            new AuditRow(
                now,
                now,
                1,
                action.name(),
                Optional.of(actor),
                address.current(),
                Optional.of(plain(subject)),
                plain(detail))));
  }

  /**
   * Counts an attempt to get in that failed.
   *
   * @param account that it was made at; absent if there is no such account
   */
  public void failed(AuditAction action, Optional<String> account, String from) {
    repeated.add(action, account, from, clock.instant()).ifPresent(row -> store.add(List.of(row)));
  }

  /** Attempts to sign in as somebody that failed after a time. */
  public Optional<FailedAttempts> failedAttempts(String account, Instant after) {
    drain();
    List<Attempts> attempts =
        store.attempts(
            account,
            AuditAction.FAILED_ATTEMPTS.stream().map(AuditAction::name).toList(),
            after,
            MOST_ADDRESSES);
    return attempts.stream()
        .findFirst()
        .map(
            most ->
                new FailedAttempts(
                    most.allTimes(),
                    most.allSince(),
                    most.addresses(),
                    attempts.stream()
                        .map(one -> new FailedAttempts.From(one.address(), one.times(), one.last()))
                        .toList()));
  }

  /** What happened, the newest first. */
  public List<AuditEvent> events(AuditFilter filter, int most) {
    drain();
    return store
        .list(
            new Filter(
                filter.action().stream().map(AuditAction::name).toList(),
                filter.who(),
                filter.address(),
                filter.from(),
                filter.to(),
                filter.below()),
            most)
        .stream()
        .map(AuditLog::event)
        .toList();
  }

  private void drain() {
    List<AuditRow> rows = repeated.drain();
    if (!rows.isEmpty()) {
      store.add(rows);
    }
  }

  private void drainQuietly() {
    try {
      drain();
    } catch (RuntimeException e) {
      LOG.warnf("Failed attempts to sign in couldn't be written down: %s", e.getMessage());
    }
  }

  private static AuditEvent event(Numbered numbered) {
    AuditRow row = numbered.row();
    return new AuditEvent(
        numbered.id(),
        row.at(),
        row.since(),
        row.times(),
        AuditAction.valueOf(row.action()),
        row.actor(),
        row.address(),
        row.subject(),
        row.detail());
  }

  /** As the store can keep it. */
  private static String plain(String detail) {
    String text = detail.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    return text.codePointCount(0, text.length()) <= LONGEST_DETAIL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
  }
}
