package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IncidentListTest {
  @Inject People people;
  @Inject Incidents incidents;
  private RequestSpecification responder;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  void filtersAndPagesNarrowTheList() {
    String mark = "Mark 100% " + UUID.randomUUID();
    long first = open(mark + " one", "sev1");
    long second = open(mark + " two", "sev3");

    assertThat(numbers("text=" + mark)).containsExactly(second, first);
    assertThat(numbers("text=" + mark + "&severity=sev1")).containsExactly(first);
    assertThat(numbers("text=" + mark + "&state=open&state=resolved")).hasSize(2);
    assertThat(numbers("text=" + mark + "&state=resolved")).isEmpty();
    assertThat(numbers("text=" + mark + "&entry=apim-502-bad-gateway")).hasSize(2);
    assertThat(numbers("text=" + mark + "&entry=other")).isEmpty();
    assertThat(numbers("text=" + mark + "&cause=other")).isEmpty();
    assertThat(numbers("text=" + mark + "&size=1&page=2")).containsExactly(first);
    assertThat(numbers("text=" + mark.replace('%', '_'))).isEmpty();
  }

  @Test
  void theMostUrgentComesFirstAndDrillsStandApart() {
    String mark = "Urgent " + UUID.randomUUID();
    long worst = open(mark, "sev1");
    long lesser = open(mark, "sev3");
    long worstToo = open(mark, "sev1");
    IncidentQuery marked =
        new IncidentQuery(
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(mark),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(listed(marked)).containsExactly(worst, worstToo, lesser);
    assertThat(listed(marked.only(IncidentQuery.Kind.DRILL))).hasSize(3);
    assertThat(listed(marked.only(IncidentQuery.Kind.REAL))).isEmpty();
    assertThat(numbers("text=" + worst)).contains(worst);
    assertThat(given().spec(responder).queryParam("q", "#" + worst).get("/search").asString())
        .contains("Incident %d: %s".formatted(worst, mark));
  }

  @Test
  void aHandOverPutsTheIncidentIntoOtherHands() {
    ScenarioWalk walk = ScenarioWalk.open(responder, "apim-502-bad-gateway", "backend-timeout");
    long number = walk.incident();
    String receiver = "receiver " + UUID.randomUUID();
    assertThat(incidents.find(number).orElseThrow().owner()).isNotEqualTo(receiver);

    walk.input("hand-over", Map.of("to", receiver, "text", "end of shift"));

    assertThat(incidents.find(number).orElseThrow().owner()).isEqualTo(receiver);
    assertThat(listed(IncidentQuery.all().ownedBy(receiver))).containsExactly(number);
  }

  @Test
  void anotherSeverityIsDueAtAnotherTime() {
    long number = open("Due", "sev3");
    Instant before = incidents.find(number).orElseThrow().dueAt().orElseThrow();

    change(number, "sev1", "it spreads").statusCode(200);

    assertThat(incidents.find(number).orElseThrow().dueAt().orElseThrow()).isBefore(before);
  }

  private List<Long> listed(IncidentQuery query) {
    return incidents.list(IncidentFilter.mostUrgent(50, query)).incidents().stream()
        .map(Incident::number)
        .toList();
  }

  @Test
  void aChangeOfSeverityIsAnEventWithAReason() {
    long number = open("Severity", "sev3");

    change(number, "sev1", "").statusCode(422).body("detail", containsString("reason"));
    change(number, "sev3", "no change").statusCode(409);
    change(number, "sev1", "it spreads").statusCode(200);
    change(999_999, "sev1", "x").statusCode(404);

    List<String> told =
        given()
            .spec(responder)
            .get("/api/v1/incidents/" + number + "/timeline")
            .jsonPath()
            .getList("text");
    assertThat(told).contains("Severity changed from sev3 to sev1: it spreads");
    assertThat(
            given()
                .spec(responder)
                .get("/api/v1/incidents/" + number)
                .jsonPath()
                .getString("severity"))
        .isEqualTo("sev1");
  }

  private ValidatableResponse change(long number, String severity, String reason) {
    return given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("severity", severity, "reason", reason))
        .post("/api/v1/incidents/" + number + "/severity")
        .then();
  }

  private long open(String title, String severity) {
    return given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "entry",
                "apim-502-bad-gateway",
                "scenario",
                "backend-timeout",
                "title",
                title,
                "severity",
                severity))
        .post("/api/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("number");
  }

  private List<Long> numbers(String query) {
    return given()
        .spec(responder)
        .get("/api/v1/incidents?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("incidents.number", Long.class);
  }
}
