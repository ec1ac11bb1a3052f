package dev.waymark.server.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditLogTest {
  @Inject People people;
  @Inject DataSource source;
  @Inject ObjectMapper json;

  @Test
  void whatAnAdministratorDoesStandsThereWithWhoAndWhereFrom() throws IOException {
    String administrator = people.signedIn(Role.ADMINISTRATOR).account();
    String ann = people.signedIn(Role.VIEWER).account();
    post(administrator, "/api/v1/accounts/" + ann + "/role", Map.of("role", "author"));
    post(administrator, "/api/v1/accounts/" + ann + "/disable", Map.of());
    post(administrator, "/api/v1/accounts/" + ann + "/enable", Map.of());
    post(administrator, "/api/v1/accounts/" + ann + "/reset-password", Map.of());

    List<JsonNode> events = events("who=" + ann);
    assertThat(events.stream().map(event -> event.path("action").asText()))
        .containsExactly(
            "link-made",
            "password-reset",
            "account-enabled",
            "account-disabled",
            "role-changed",
            "link-used",
            "link-made",
            "account-created");
    assertThat(events.stream().limit(5))
        .allMatch(event -> event.path("actor").asText().equals(administrator))
        .allMatch(event -> event.path("address").asText().equals("127.0.0.1"));
    assertThat(events.get(4).path("detail").asText()).isEqualTo("viewer → author");
  }

  @Test
  void signInsTokensExportsAndQuestionsStandThere() throws IOException {
    NewSession session = people.signedIn(Role.ADMINISTRATOR);
    String name = session.account();
    post(name, "/api/v1/me/tokens", Map.of("label", "deploy", "scope", "read"));
    given()
        .auth()
        .preemptive()
        .basic(name, People.PASSWORD)
        .formParam("sql", "select 1 as one")
        .post("/review/sql")
        .then()
        .statusCode(200);
    given().auth().preemptive().basic(name, People.PASSWORD).get("/api/v1/audit?action=exported");
    given().cookie("waymark-session", session.token()).get("/incidents/999999/export.md");

    List<JsonNode> events = events("who=" + name);
    assertThat(events.stream().map(event -> event.path("action").asText()))
        .startsWith("exported", "sql-asked", "token-made");
    assertThat(events.get(0).path("subject").asText()).isEqualTo("/api/v1/audit");
    assertThat(events.get(1).path("detail").asText()).isEqualTo("select 1 as one");
    assertThat(events.get(2).path("detail").asText()).isEqualTo("deploy, read only, for 30 days");
  }

  @Test
  void noRowIsEverChanged() throws SQLException {
    people.signedIn(Role.VIEWER);
    for (String change :
        List.of(
            "update audit_event set detail = 'other'",
            "delete from audit_event",
            "truncate audit_event")) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        // Refused by the trigger, or before it where the role has no right to.
        assertThatThrownBy(() -> statement.execute(change))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @Test
  void thePageFiltersAndPages() {
    String authorization = people.authorization(Role.ADMINISTRATOR);
    for (int i = 0; i < 30; i++) {
      people.signedIn(Role.VIEWER);
    }
    page(authorization, "")
        .body(containsString("one-time link made"))
        .body(containsString("rel=\"next\""));
    page(authorization, "?who=no.such.name").body(containsString("No event passes this filter"));
    page(authorization, "?from=yesterday").body(containsString("isn’t a day"));
    page(authorization, "?action=nothing").body(containsString("no such event"));
    page(authorization, "?who=%27&from=2026-01-01&to=9999-12-31&below=99999999999999999");
  }

  private static io.restassured.response.ValidatableResponse page(
      String authorization, String query) {
    return given()
        .header("Authorization", authorization)
        .header("Accept", "text/html")
        .urlEncodingEnabled(false)
        .get("/audit" + query)
        .then()
        .statusCode(200);
  }

  private List<JsonNode> events(String query) throws IOException {
    String lines =
        given()
            .header("Authorization", people.authorization(Role.ADMINISTRATOR))
            .get("/api/v1/audit?" + query)
            .then()
            .statusCode(200)
            .contentType("application/jsonl")
            .extract()
            .asString();
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines.split("\n")) {
      events.add(json.readTree(line));
    }
    return events;
  }

  private static void post(String as, String path, Map<String, String> body) {
    given()
        .auth()
        .preemptive()
        .basic(as, People.PASSWORD)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(org.hamcrest.Matchers.lessThan(300));
  }
}
