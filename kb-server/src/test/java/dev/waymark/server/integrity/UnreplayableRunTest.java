package dev.waymark.server.integrity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.run.StartRun;
import dev.waymark.server.support.Owner;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose stored events don't give the walk any more that was recorded. */
@QuarkusTest
class UnreplayableRunTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final String SCENARIO = "backend-timeout";

  @Inject People people;
  @Inject Incidents incidents;
  @Inject RecordWatch watch;
  @Inject Owner owner;

  private RequestSpecification responder;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "update run_event set payload = jsonb_set(payload, '{to}', '{\"node\": \"nowhere\"}')"
            + " where run = '%s' and type = 'branch-taken' | tree changed at step",
        "update run_event set payload = '{}' where run = '%s' and type = 'answered'"
            + " | what was recorded",
        "update run_event set type = 'never-heard-of' where run = '%s' and sequence = 2"
            + " | what was recorded",
        "delete from run_event where run = '%s' and sequence = 1 | a run begins with its start"
      })
  void aRunThatCannotBeReplayedIsShownAsItWasRecorded(String forgery, String why)
      throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO).toTheEnd();
    forge(forgery.formatted(walk.runId()), walk);
    String incident = "/incidents/" + walk.incident();

    page(incident).body(containsString("can’t be replayed"), containsString(why));
    page(incident)
        .body(
            containsString("Took “"),
            not(containsString("<form method=\"post\" action=\"/incidents")));
    page(incident + "/timeline")
        .body(containsString("can’t be replayed"), containsString("Ended as"));
    page(incident + "/review").body(containsString("can’t be replayed"));
    given()
        .spec(responder)
        .get(incident + "/export.md")
        .then()
        .statusCode(200)
        .body(containsString("as recorded"), containsString("Ended as"));
    var export =
        given()
            .spec(responder)
            .get(incident + "/export.json")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(export.getString("runs[0].unreplayable")).contains(why);
    assertThat(export.getList("runs[0].events.type")).contains("ended");
    String api = "/api/v1/incidents/" + walk.incident();
    for (String path :
        List.of("", "/timeline", "/export.md", "/export.json", "/runs", "/lessons", "/review")) {
      given().spec(responder).get(api + path).then().statusCode(200);
    }
    given()
        .spec(responder)
        .get("/api/v1/runs/" + walk.runId())
        .then()
        .statusCode(409)
        .body("hint", containsString("timeline and export"));
    for (String list :
        List.of(
            "/", "/incidents", "/review", "/lessons", "/search?q=timeout", "/entries/" + ENTRY)) {
      page(list);
    }
  }

  @Test
  void anIncidentGoesOnInAFurtherRun() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    forge(
        "update run_event set payload = '{}' where run = '%s' and sequence = 3"
            .formatted(walk.runId()),
        walk);
    String incident = "/incidents/" + walk.incident();
    page(incident).body(containsString("can’t be replayed"));

    incidents
        .startRun(
            walk.incident(),
            new StartRun(ENTRY, Map.of(), Optional.of(SCENARIO), Optional.empty()),
            Actor.person("ann"),
            Optional.empty())
        .orThrow();

    page(incident).body(not(containsString("can’t be replayed")), containsString("?run=1"));
    page(incident + "?run=1").body(containsString("can’t be replayed"));
  }

  @Test
  void whatAVerificationFindsIsToldWhereTheRecordIsShown() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO).step();
    String note =
        "update run_event set actor = '%s' where run = '" + walk.runId() + "' and sequence = 1";
    String incident = "/incidents/" + walk.incident();
    String actor =
        given()
            .spec(responder)
            .get("/api/v1" + incident + "/timeline")
            .jsonPath()
            .getString("find { it.sequence == 1 }.actor");
    execute(note.formatted("mallory"));

    NewSession administrator = people.signedIn(Role.ADMINISTRATOR);
    watch.check();

    assertThat(watch.of(walk.incident()))
        .containsExactly(
            new Finding(walk.incident(), 1, 1, "It was changed: its hash is another one."));
    page(incident)
        .body(containsString("isn’t what was recorded"), containsString("run 1, event 1"));
    page(incident + "/timeline").body(containsString("isn’t what was recorded"));
    given()
        .cookie("waymark-session", administrator.token())
        .accept(ContentType.HTML)
        .get("/record")
        .then()
        .statusCode(200)
        .body(containsString("isn’t what was recorded"), containsString(incident + "?run=1"));
    given().get("/q/health").then().statusCode(503).body(containsString("\"Record\""));
    given().get("/q/health/ready").then().statusCode(200);
    given().spec(responder).accept(ContentType.HTML).get("/record").then().statusCode(403);

    execute(note.formatted(actor));
    watch.check();
    assertThat(watch.of(walk.incident())).isEmpty();
    page(incident).body(not(containsString("isn’t what was recorded")));
  }

  private ValidatableResponse page(String path) {
    return given().spec(responder).accept(ContentType.HTML).get(path).then().statusCode(200);
  }

  /** Changes a stored run, and its head, so that nothing that is remembered of it counts. */
  private void forge(String sql, ScenarioWalk walk) throws SQLException {
    execute(sql);
    execute("update run set head_hash = sha256(head_hash) where id = '" + walk.runId() + "'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = owner.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local session_replication_role = replica");
      assertThat(statement.executeUpdate(sql)).isPositive();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
