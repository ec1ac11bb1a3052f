package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.integrity.Anchors;
import dev.waymark.server.integrity.RecordReader;
import dev.waymark.server.integrity.RecordVerifier;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Bundled scenarios take their paths through the server too: enough of them to come to every node.
 */
@QuarkusTest
class ScenarioWalkTest {
  @Inject Catalog catalog;
  @Inject People people;
  @Inject DataSource source;

  @Test
  void scenariosTakeTheirPathsAndEndAsTheySay() throws SQLException {
    RequestSpecification responder = people.as(Role.RESPONDER);
    SoftAssertions softly = new SoftAssertions();
    List<Long> walked = new ArrayList<>();
    for (EntryCard card : catalog.entries()) {
      assertThat(card.errors()).as(card.id() + " has errors").isZero();
      CompiledEntry entry = catalog.entry(card.id()).orElseThrow();
      for (Scenario scenario : enough(entry.scenarios())) {
        ScenarioWalk walk =
            ScenarioWalk.open(
                    responder, card.id(), scenario.name(), scenario.questions(), scenario.actions())
                .toTheEnd();
        softly
            .assertThat(walk.path())
            .as(scenario.name())
            .containsExactlyElementsOf(scenario.path());
        softly
            .assertThat(walk.run().getString("outcome"))
            .as(scenario.name())
            .isEqualTo(scenario.outcome().label());
        walked.add(walk.incident());
      }
    }
    softly.assertAll();
    assertThat(walked).hasSizeGreaterThan(10);
    try (Connection connection = source.getConnection()) {
      assertThat(
              new RecordVerifier(new RecordReader(connection), Anchors.NONE, Clock.systemUTC())
                  .verify(walked))
          .as("nothing is wrong with what was recorded")
          .isEmpty();
    }
  }

  /** Few that come to every node, those first that come to most which none before has come to. */
  private static List<Scenario> enough(List<Scenario> scenarios) {
    List<Scenario> enough = new ArrayList<>();
    Set<String> left = new HashSet<>();
    scenarios.forEach(scenario -> left.addAll(scenario.path()));
    while (!left.isEmpty()) {
      Scenario next =
          Collections.max(
              scenarios,
              Comparator.comparingLong(
                  scenario -> scenario.path().stream().distinct().filter(left::contains).count()));
      enough.add(next);
      next.path().forEach(left::remove);
    }
    return enough;
  }

  @Test
  void theIncidentFollowsItsRun() {
    RequestSpecification responder = people.as(Role.RESPONDER);
    Scenario scenario =
        catalog.entry("apim-502-bad-gateway").orElseThrow().scenarios().stream()
            .filter(known -> known.name().equals("backend-timeout"))
            .findFirst()
            .orElseThrow();
    ScenarioWalk walk =
        ScenarioWalk.open(
            responder,
            "apim-502-bad-gateway",
            scenario.name(),
            scenario.questions(),
            scenario.actions());
    String incident = "/api/v1/incidents/" + walk.incident();
    var opened = given().spec(responder).get(incident).jsonPath();
    assertThat(opened.getString("state")).isEqualTo("open");
    assertThat(opened.getString("scenario")).isEqualTo("backend-timeout");
    assertThat(given().spec(people.as(Role.VIEWER)).get("/incidents/" + walk.incident()).asString())
        .as("who may only read is told so")
        .contains("You read along.")
        .doesNotContain("data-proposed");

    while (!walk.run().getString("current.kind").equals("prevention")) {
      walk.step();
    }
    assertThat(given().spec(responder).get(incident).jsonPath().getString("state"))
        .isEqualTo("mitigated");
    walk.toTheEnd();

    var ended = given().spec(responder).get(incident).jsonPath();
    assertThat(ended.getString("state")).isEqualTo("resolved");
    assertThat(ended.getString("cause")).isNotBlank();
    assertThat(ended.getString("endedAt")).isNotBlank();
    var timeline = given().spec(responder).get(incident + "/timeline").jsonPath();
    assertThat(timeline.getList("kind")).startsWith("opened", "started").endsWith("ended");
    assertThat(given().spec(responder).get(incident + "/export.md").asString())
        .startsWith("# Incident " + walk.incident() + ": ")
        .contains("Walked on the recorded scenario `backend-timeout`");
    var export = given().spec(responder).get(incident + "/export.json").jsonPath();
    assertThat(export.getList("runs[0].events.type")).contains("query-asked", "answered", "ended");
  }
}
