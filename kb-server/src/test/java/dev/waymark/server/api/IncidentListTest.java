package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IncidentListTest {
  @Inject People people;
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
