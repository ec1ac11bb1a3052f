package dev.waymark.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.entry.EntryVersions;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.problem.Result;
import dev.waymark.server.support.Owner;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EventLogTest {
  private static final Actor ANN = Actor.person("ann");

  @Inject Incidents incidents;
  @Inject RunService runs;
  @Inject RunViews views;
  @Inject RunProgress progress;
  @Inject RunStore store;
  @Inject RunLoader loader;
  @Inject RunRecorder recorder;
  @Inject EntryVersions versions;
  @Inject DataSource source;
  @Inject Owner owner;

  @Test
  void eachEventIsBoundToTheOneBeforeIt() {
    RunView run = open();
    runs.submit(run.id(), new RunInput.AddNote(1, "a note"), ANN, Optional.empty()).orThrow();

    String previous = EventChain.START;
    int sequence = 0;
    List<StoredEvent> events = store.eventsAfter(run.id(), 0);
    for (StoredEvent event : events) {
      sequence++;
      assertThat(event.sequence()).isEqualTo(sequence);
      assertThat(event.previousHash()).isEqualTo(previous);
      String payload = CanonicalJson.write(CanonicalJson.read(event.payload()));
      assertThat(event.hash())
          .isEqualTo(
              EventChain.hash(
                  run.id().toString(),
                  sequence,
                  event.at(),
                  event.actor(),
                  event.type(),
                  payload,
                  previous));
      previous = event.hash();
    }
    assertThat(store.find(run.id()).orElseThrow().headHash()).isEqualTo(previous);
    assertThat(events).hasSizeGreaterThan(3);
  }

  @Test
  void whatIsReadBackIsWhatWasRecorded() {
    RunView run = open();
    RunView noted =
        runs.submit(run.id(), new RunInput.AddNote(1, "a note"), ANN, Optional.empty()).orThrow();

    LoadedRun fresh =
        new RunLoader(store, versions).load(store.find(run.id()).orElseThrow()).orThrow();

    assertThat(fresh.events()).isEqualTo(noted.events());
    assertThat(fresh.state()).isEqualTo(noted.state());
  }

  @Test
  void personsAndTheEngineAreToldApart() {
    RunView run = open();

    assertThat(run.events().get(0).actor()).isEqualTo(ANN);
    assertThat(run.events())
        .filteredOn(event -> event.event() instanceof RunEvent.BranchProposed)
        .isNotEmpty()
        .allMatch(event -> event.actor().equals(Actor.ENGINE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update run_event set actor = 'mallory'",
        "delete from run_event",
        "truncate run_event cascade",
        "update incident_event set actor = 'mallory'",
        "delete from incident_event",
        "truncate incident_event",
        "update answer set body = '{}'",
        "delete from answer",
        "update entry_version set text = ''"
      })
  void whatHappenedCannotBeChanged(String statement) {
    open();

    assertThatThrownBy(() -> execute(source.getConnection(), statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(owner.connect(), statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("written once and never changed");
  }

  @Test
  void aQueryThatACrashLeftUnansweredIsAnsweredInTheBackground() {
    RunView before = open();
    RunRow row = store.find(before.id()).orElseThrow();
    LoadedRun loaded = loader.load(row).orThrow();
    Walker walker =
        new Walker(
            loaded.tree(),
            loaded.state(),
            request -> {
              throw new AssertionError("not asked");
            },
            Instant.now());
    assertThat(walker.give(new RunInput.AskAgain(1), ANN)).isEmpty();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                recorder.append(
                    loaded,
                    walker.deeds(),
                    walker.state(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    Optional.empty()));

    assertThat(views.find(before.id()).orElseThrow().state().request())
        .as("a look changes nothing")
        .get()
        .isInstanceOf(Request.Ask.class);
    progress.resume(Instant.now());
    RunView after = views.find(before.id()).orElseThrow();

    assertThat(after.state().request()).get().isInstanceOf(Request.Decide.class);
    assertThat(after.state().current().attempts())
        .hasSize(2)
        .allMatch(attempt -> attempt.answer().isPresent());
  }

  @Test
  void sameAnswersAreKeptOnce() throws SQLException {
    open();
    long before = count("answer");
    open();
    assertThat(count("answer")).isEqualTo(before);
  }

  @Test
  void theSameKeyOfTwoPeopleIsTwoInputs() {
    NewIncident wanted =
        new NewIncident(
            "apim-502-bad-gateway",
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.of("backend-timeout"),
            Optional.empty());
    Optional<String> key = Optional.of(UUID.randomUUID().toString());
    Actor bob = Actor.person("bob");
    long first = incidents.open(wanted, ANN, key).orThrow().number();

    assertThat(incidents.open(wanted, bob, key).orThrow().number()).isNotEqualTo(first);
    assertThat(incidents.open(wanted, ANN, key).orThrow().number()).isEqualTo(first);

    RunView run = views.currentOf(first).orElseThrow();
    for (Actor actor : List.of(ANN, bob, ANN)) {
      assertThat(runs.submit(run.id(), new RunInput.AddNote(1, "by " + actor.name()), actor, key))
          .isInstanceOf(Result.Done.class);
    }
    assertThat(views.find(run.id()).orElseThrow().sequence()).isEqualTo(run.sequence() + 2);
  }

  private RunView open() {
    Incident incident =
        incidents
            .open(
                new NewIncident(
                    "apim-502-bad-gateway",
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.of("backend-timeout"),
                    Optional.empty()),
                ANN,
                Optional.empty())
            .orThrow();
    return views.currentOf(incident.number()).orElseThrow();
  }

  private static void execute(Connection opened, String sql) throws SQLException {
    try (Connection connection = opened;
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
