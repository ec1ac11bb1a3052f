package dev.waymark.server.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.run.StartRun;
import dev.waymark.server.support.Owner;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Forgeries in a real database: all are found, and nothing is found where nothing was forged. */
@QuarkusTest
class ForgeryTest {
  private static final int ROUNDS =
      System.getProperty("waymark.rounds", "").equals("full") ? 1_000 : 2 * Forgery.ALL.size();

  private static final String ENTRY = "apim-502-bad-gateway";

  @Inject Incidents incidents;
  @Inject People people;
  @Inject Owner owner;

  @Test
  void everyForgeryIsFound() throws SQLException {
    List<Long> walked = walked();
    Random random = new Random(20261130);
    List<String> missed = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    int found = 0;
    try (Connection connection = owner.connect()) {
      connection.setAutoCommit(false);
      execute(connection, "set local session_replication_role = replica");
      execute(connection, "alter table run_event drop constraint run_event_sequence_check");
      Anchors anchors = anchors(connection, walked);
      assertThat(findings(connection, walked, anchors)).as("untouched").isEmpty();
      for (int i = 0; found + missed.size() < ROUNDS; i++) {
        Forgery forgery = Forgery.ALL.get((found + missed.size()) % Forgery.ALL.size());
        Savepoint before = connection.setSavepoint();
        Forger forger = new Forger(connection, walked, random);
        if (forgery.deed().by(forger)) {
          done.add(forgery.name());
          if (isFound(
              connection,
              List.of(forger.incident()),
              forgery.needsAnchor() ? anchors : Anchors.NONE)) {
            found++;
          } else {
            missed.add(forgery.name() + " in round " + i);
          }
        }
        connection.rollback(before);
      }
      assertThat(findings(connection, walked, anchors)).as("untouched again").isEmpty();
      connection.rollback();
    }
    System.out.println("forgeries found: " + found + " of " + ROUNDS + ", kinds " + done.size());
    assertThat(missed).isEmpty();
    assertThat(done).hasSameSizeAs(Forgery.ALL);
  }

  private static boolean isFound(Connection connection, List<Long> walked, Anchors anchors) {
    RecordVerifier verifier =
        new RecordVerifier(new RecordReader(connection), anchors, Clock.systemUTC());
    return !verifier.verify(walked).isEmpty() || !verifier.lost(walked).isEmpty();
  }

  private static List<Finding> findings(Connection connection, List<Long> walked, Anchors anchors) {
    RecordVerifier verifier =
        new RecordVerifier(new RecordReader(connection), anchors, Clock.systemUTC());
    verifier.verify(walked);
    return verifier.lost(walked);
  }

  private static Anchors anchors(Connection connection, List<Long> walked) {
    Instant now = Instant.now();
    return Anchors.of(
        new RecordReader(connection)
            .heads(Optional.empty()).stream()
                .filter(head -> walked.contains(head.incident()))
                .map(head -> Anchor.of(head, now))
                .toList());
  }

  private List<Long> walked() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    List<Long> numbers = new ArrayList<>();
    for (String scenario : List.of("backend-timeout", "certificate-expired")) {
      numbers.add(ScenarioWalk.open(responder, ENTRY, scenario).step().step().incident());
    }
    numbers.add(
        ScenarioWalk.open(responder, "keyvault-denies-requests", "asked-too-often").incident());
    ScenarioWalk ended = ScenarioWalk.open(responder, ENTRY, "backend-timeout").toTheEnd();
    numbers.add(ended.incident());
    for (long number : numbers) {
      incidents
          .changeSeverity(
              number, IncidentSeverity.SEV4, "calm", Actor.person("ann"), Optional.empty())
          .orThrow();
    }
    incidents
        .startRun(
            ended.incident(),
            new StartRun(ENTRY, Map.of(), Optional.of("backend-timeout"), Optional.empty()),
            Actor.person("ann"),
            Optional.empty())
        .orThrow();
    return numbers;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
