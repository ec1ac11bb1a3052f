package dev.waymark.server.content;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.integrity.RecordReport;
import dev.waymark.server.integrity.RecordWatch;
import dev.waymark.server.support.Owner;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs whose content changes under them, and the record's anchors beside it. */
@QuarkusTest
@TestProfile(ServedContentTest.Profile.class)
class RecordInRepositoryTest {
  private static final int DRILLS =
      System.getProperty("waymark.rounds", "").equals("full") ? 50 : 4;

  private static final String ID = "keyvault-denies-requests";
  private static final String PATH = "entries/" + ID + ".md";
  private static final String SCENARIO = "asked-too-often";
  private static final String TABLE =
      "entries/" + ID + ".scenarios/" + SCENARIO + "/AzureDiagnostics.csv";

  @Inject People people;
  @Inject Content content;
  @Inject Catalog catalog;
  @Inject RecordWatch watch;
  @Inject Owner owner;

  @ConfigProperty(name = "waymark.content.data")
  Path data;

  private Git repository;
  private Map<String, String> original;
  private RequestSpecification responder;

  @BeforeEach
  void open() {
    catalog.reload();
    repository = Git.at(data.resolve("own/repository.git"));
    original = repository.files("main");
    responder = people.as(Role.RESPONDER);
  }

  @AfterEach
  void restore() {
    Map<String, String> changed = new TreeMap<>(original);
    changed.entrySet().removeAll(repository.files("main").entrySet());
    if (!changed.isEmpty()) {
      repository.commit("main", "Ann", changed);
      content.sync();
    }
    repository.close();
  }

  @Test
  void aDrillEndsOnTheDataThatItBeganWith() {
    ScenarioWalk before = ScenarioWalk.open(responder, ID, SCENARIO);
    int proposed = before.run().getInt("wants.proposed");

    String header = original.get(TABLE).lines().findFirst().orElseThrow();
    repository.commit("main", "Bob", Map.of(TABLE, header + "\n"));
    content.sync();

    assertThat(ScenarioWalk.open(responder, ID, SCENARIO).run().getInt("wants.proposed"))
        .as("a new drill walks on the new data")
        .isNotEqualTo(proposed);
    before.input("ask-again", Map.of());
    assertThat(before.run().getInt("wants.proposed")).isEqualTo(proposed);
    assertThat(before.toTheEnd().run().getString("outcome")).isEqualTo("resolved");
  }

  @Test
  void aDeletedEntryIsToldOnEachOfItsRuns() {
    List<ScenarioWalk> drills = new ArrayList<>();
    for (int i = 0; i < DRILLS; i++) {
      drills.add(ScenarioWalk.open(responder, ID, SCENARIO));
    }
    repository.commit("main", "Bob", Map.of(PATH, ""));
    content.sync();
    assertThat(catalog.entry(ID)).isEmpty();

    for (ScenarioWalk drill : drills) {
      given()
          .spec(responder)
          .accept(ContentType.HTML)
          .get("/incidents/" + drill.incident())
          .then()
          .statusCode(200)
          .body(containsString("has been deleted since this run began"));
    }
    assertThat(drills.get(0).toTheEnd().run().getString("outcome")).isEqualTo("resolved");
  }

  /** Even if every row and every hash in the database fits. */
  @Test
  void aRecordThatWasWhollyRewrittenIsFoundByItsAnchors() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ID, SCENARIO).toTheEnd();
    RecordReport first = watch.check();
    assertThat(first.anchored().obstacle()).isEmpty();
    assertThat(repository.branches()).contains("waymark/record");
    assertThat(repository.files("waymark/record").keySet())
        .contains("README.md")
        .anyMatch(path -> path.startsWith("anchors/"));
    assertThat(watch.of(walk.incident())).isEmpty();
    String anchored = repository.newest("waymark/record").getName();
    watch.check();
    assertThat(repository.newest("waymark/record").getName())
        .as("what is anchored already isn't anchored again")
        .isEqualTo(anchored);

    takeAway(walk);

    RecordReport rewritten = watch.check();
    assertThat(rewritten.anchored().first()).isPresent();
    assertThat(watch.of(walk.incident()))
        .isNotEmpty()
        .allMatch(finding -> finding.what().contains("anchored"));
  }

  /** As if the incident had never been. */
  private void takeAway(ScenarioWalk walk) throws SQLException {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local session_replication_role = replica");
      for (String sql :
          List.of(
              "delete from run_event where run = '" + walk.runId() + "'",
              "delete from incident_event where incident = " + walk.incident(),
              "delete from run where incident = " + walk.incident(),
              "delete from review where incident = " + walk.incident(),
              "delete from incident where number = " + walk.incident())) {
        statement.execute(sql);
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
