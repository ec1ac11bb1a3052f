package dev.waymark.server.notify;

import dev.waymark.server.notify.ReminderStore.Due;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reminds owners of follow-ups that are overdue, each once in some days however many servers there
 * are: one takes a follow-up for a while, sends, and writes down that it did. What it couldn't
 * send, or was killed over, is taken again later.
 */
@ApplicationScoped
public class Reminders {
  private static final Logger LOG = Logger.getLogger(Reminders.class);

  private static final Duration FIRST = Duration.ofSeconds(30);

  /** A hook that fails so often isn't there at all just now. */
  private static final int MOST_FAILURES = 3;

  private final ReminderStore store;
  private final Optional<OutgoingHook> hook;
  private final Duration every;
  private final Duration interval;
  private final Duration taken;
  private final String server;
  private final Clock clock;
  private Optional<Problem> said = Optional.empty();

  @Inject
  Reminders(ReminderStore store, NotifyConfig config, Clock clock) {
    this.store = store;
    this.hook =
        config
            .webhookUrl()
            .map(url -> new OutgoingHook(url, config.webhookSecretFile(), config.webhookTimeout()));
    this.every = config.remindEvery();
    this.interval = config.interval();
    this.taken = config.webhookTimeout().multipliedBy(2).plusMinutes(1);
    this.server = config.serverUrl().map(url -> url.replaceAll("/+$", "")).orElse("");
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    if (hook.isPresent()) {
      schedule.every(interval, FIRST, "reminders", this::round);
    }
  }

  /**
   * Reminds of all that is due to be.
   *
   * @return how many were sent
   */
  int round() {
    int sent = 0;
    int failures = 0;
    while (hook.isPresent() && failures < MOST_FAILURES) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      Optional<Due> next = store.take(today, now.minus(every), now, now.plus(taken));
      if (next.isEmpty()) {
        return sent;
      }
      Due due = next.orElseThrow();
      switch (hook.orElseThrow().post(Reminder.of(due, today, server))) {
        case Result.Done<Reminder> _ -> {
          store.reminded(due, now);
          sent++;
          tell(Optional.empty());
        }
        case Result.Refused<Reminder>(Problem problem) -> {
          store.giveBack(due, now.plus(interval));
          failures++;
          tell(Optional.of(problem));
        }
      }
    }
    return sent;
  }

  /** Once, not at every try. */
  private void tell(Optional<Problem> wrong) {
    if (!wrong.equals(said)) {
      wrong.ifPresentOrElse(
          problem ->
              LOG.warnf(
                  "No reminder could be sent: %s %s It is tried again.",
                  problem.detail(), problem.hint()),
          () -> LOG.info("Reminders can be sent again."));
      said = wrong;
    }
  }
}
