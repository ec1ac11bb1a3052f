package dev.waymark.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.tree.Tree;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskAgainTimerTest {
  private static final Instant ANSWERED = Instant.parse("2026-11-01T02:00:00Z");
  private static final Tree TREE =
      Runbooks.compile(
              new SourceFile(
                  "job-starts.md",
                  """
                  ---
                  id: job-starts
                  title: The job starts slowly
                  service: House
                  severity: sev3
                  owners: [home]
                  reviewed: 2026-11-01
                  review-every: 90d
                  parameters:
                    host: {type: host, description: Where it runs}
                  ---
                  # The job starts slowly

                  It takes its time.

                  ## Symptoms

                  - Nobody answers

                  ## Diagnostics

                  ### Does it listen?

                  ```tcp
                  ${host}:443
                  ```

                  | State | When | Means | Next |
                  |---|---|---|---|
                  | unknown | `!row.Connected` | It may be starting | Ask again after 5m |
                  | failed | otherwise | It listens | [It hangs](#it-hangs) |

                  ## Root causes

                  ### It hangs

                  It listens and does nothing. [Restart it](#restart-it).

                  ## Resolution

                  ### Restart it

                  Risk: read

                  - [ ] Restart it

                  ## Prevention

                  - Start another one first

                  ## Escalation

                  | Severity | When | Who | Within |
                  |---|---|---|---|
                  | sev1 | At once | House | 15m |
                  | sev2 | Soon | House | 30m |
                  | sev3 | Today | House | 4h |
                  | sev4 | This week | House | 1d |
                  """),
              LocalDate.of(2026, 11, 21))
          .tree()
          .orElseThrow();

  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final BlockingQueue<AskAgainTimer.Due> rung = new LinkedBlockingQueue<>();
  private final AskAgainTimer late = at(ANSWERED.plus(Duration.ofMinutes(6)));
  private final AskAgainTimer early = at(ANSWERED.plus(Duration.ofMinutes(4)));

  @AfterEach
  void stop() {
    late.stop(new ShutdownEvent());
    early.stop(new ShutdownEvent());
    workers.shutdownNow();
  }

  @Test
  void ringsWhenTheTimeHasCome() throws InterruptedException {
    LoadedRun run = asked(1);
    late.set(run, rung::add);

    AskAgainTimer.Due due = rung.poll(10, TimeUnit.SECONDS);

    assertThat(due).isNotNull();
    assertThat(due.asking().at()).isEqualTo(ANSWERED.plus(Duration.ofMinutes(5)));
    assertThat(due.isOf(run)).isTrue();
    assertThat(due.isOf(asked(2))).as("it was asked again meanwhile").isFalse();
  }

  @Test
  void ringsOnceAndNotBefore() throws InterruptedException {
    LoadedRun run = asked(1);
    early.set(run, rung::add);
    early.set(run, rung::add);
    assertThat(rung.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void asksTwelveTimesByItselfAndThenLeavesItToPeople() throws InterruptedException {
    late.set(asked(13), rung::add);
    assertThat(rung.poll(100, TimeUnit.MILLISECONDS)).isNull();
    assertThat(AskAgainTimer.Due.of(asked(13)))
        .hasValueSatisfying(
            due -> {
              assertThat(due.asking().times()).isEqualTo(12);
              assertThat(due.asking().isByItself()).isFalse();
            });
  }

  private AskAgainTimer at(Instant now) {
    return new AskAgainTimer(workers, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A run that was asked some times, and told each time to ask again. */
  private static LoadedRun asked(int times) {
    RunMachine machine = new RunMachine(TREE);
    Accepted accepted =
        (Accepted) machine.start(Map.of("host", "a.example"), Optional.empty(), Optional.empty());
    List<RecordedEvent> events = new ArrayList<>();
    record(accepted, events);
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        RunInput again = new RunInput.TakeBranch(1, 0, Optional.empty());
        accepted = (Accepted) machine.accept(accepted.state(), again, ANSWERED);
        record(accepted, events);
      }
      accepted = (Accepted) machine.accept(accepted.state(), refused(), ANSWERED);
      record(accepted, events);
    }
    RunRow row =
        new RunRow(
            new UUID(1, 2),
            1,
            1,
            "job-starts",
            "",
            Optional.empty(),
            Optional.empty(),
            ANSWERED,
            events.size(),
            "");
    return new LoadedRun(row, TREE, events, accepted.state());
  }

  private static void record(Accepted accepted, List<RecordedEvent> events) {
    accepted
        .events()
        .forEach(
            event ->
                events.add(new RecordedEvent(events.size() + 1, ANSWERED, Actor.ENGINE, event)));
  }

  private static RunInput refused() {
    return new RunInput.Receive(
        1,
        new Answer.Complete(
            new Table(
                List.of(
                    new Column("Connected", ColumnType.BOOL),
                    new Column("DurationMs", ColumnType.LONG),
                    new Column("Error", ColumnType.STRING)),
                List.of(Row.of(false, 3L, "refused"))),
            Provenance.offline("probe", false, ANSWERED)));
  }
}
