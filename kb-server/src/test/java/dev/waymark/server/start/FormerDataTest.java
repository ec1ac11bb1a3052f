package dev.waymark.server.start;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database that an earlier version left, with two incidents walked, a lesson proposed and another
 * open, a review, a follow-up and accounts: the answers are those that the earlier version gave.
 * Two values mean something else since: an incident is acknowledged when a person opens it, and one
 * that no entry covers isn't escalated.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestProfile(FormerDatabase.Profile.class)
class FormerDataTest {
  private static final String FIRST_RUN = "d346c6cb-eab7-40f8-a1ad-ec913d49b5e1";
  private static final String SECOND_RUN = "5198c82c-9203-4944-bc47-77371ccc6f1c";

  @Inject People people;

  @ParameterizedTest
  @CsvSource({
    "incidents, incidents",
    "incidents/1, incident-1",
    "incidents/2, incident-2",
    "incidents/1/timeline, timeline-1",
    "incidents/2/timeline, timeline-2",
    "incidents/1/export.json, export-1",
    "incidents/2/export.json, export-2",
    "incidents/1/review, review-1",
    "incidents/causes, causes",
    "lessons, lessons",
    "lessons/1, lesson-1",
    "follow-ups, follow-ups",
    "runs/" + FIRST_RUN + ", run-1",
    "runs/" + SECOND_RUN + ", run-2"
  })
  void theAnswersAreTheSame(String route, String name) throws IOException {
    Response reply = given().spec(people.as(Role.ADMINISTRATOR)).get("/api/v1/" + route);
    assertThat(reply.statusCode()).as(reply.asString()).isEqualTo(200);
    JsonNode now = new ObjectMapper().readTree(reply.asString());
    JsonNode then = new ObjectMapper().readTree(former(name + ".json"));
    // The bundled entry is a newer one than that of then, and a run says so.
    if (then instanceof ObjectNode run && run.has("newerText")) {
      run.put("newerText", true);
    }
    assertThat(withoutNewFields(now, then)).isEqualTo(then);
  }

  /** What an answer has of the fields that a former one had: a newer server may add some. */
  private static JsonNode withoutNewFields(JsonNode now, JsonNode then) {
    if (now instanceof ObjectNode object && then instanceof ObjectNode former) {
      ObjectNode kept = new ObjectMapper().createObjectNode();
      object.properties().stream()
          .filter(field -> former.has(field.getKey()))
          .forEach(
              field ->
                  kept.set(
                      field.getKey(),
                      withoutNewFields(field.getValue(), former.get(field.getKey()))));
      return kept;
    }
    if (now instanceof ArrayNode array && array.size() == then.size()) {
      ArrayNode kept = new ObjectMapper().createArrayNode();
      for (int i = 0; i < array.size(); i++) {
        kept.add(withoutNewFields(array.get(i), then.get(i)));
      }
      return kept;
    }
    return now;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theRecordsAreTheSame(int number) throws IOException {
    String now =
        given()
            .spec(people.as(Role.ADMINISTRATOR))
            .get("/api/v1/incidents/{number}/export.md", number)
            .asString();
    assertThat(now.strip()).isEqualTo(former("export-" + number + ".md").strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/incidents?show=all | Second night, same symptom",
        "/incidents/1 | The backend is slower than the gateway waits",
        "/incidents/1/timeline | Told the shop that orders are slow.",
        "/incidents/1/review | Orders failed for 40 minutes.",
        "/incidents/2 | Second night, same symptom",
        "/incidents/2/timeline | Needs the network team.",
        "/lessons/1 | Ask for a deployment of the backend too.",
        "/lessons/2 | Say that two APIs may share a backend.",
        "/follow-ups | rae",
        "/accounts | ann"
      })
  void thePagesShowWhatWasRecorded(String page, String text) {
    Response reply = given().spec(people.as(Role.ADMINISTRATOR)).accept("text/html").get(page);
    assertThat(reply.statusCode()).as(page).isEqualTo(200);
    assertThat(reply.asString()).contains(text);
  }

  @Test
  void aPasswordStillSignsIn() {
    given()
        .auth()
        .preemptive()
        .basic("admin", "correct-horse-1997-staple")
        .get("/api/v1/me")
        .then()
        .statusCode(200);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void anIncidentOpensWithTheNextNumber() {
    given()
        .spec(people.as(Role.RESPONDER))
        .contentType("application/json")
        .body("{\"entry\":\"apim-502-bad-gateway\",\"scenario\":\"backend-timeout\"}")
        .post("/api/v1/incidents")
        .then()
        .statusCode(201)
        .header("Location", endsWith("/incidents/3"));
  }

  private static String former(String name) throws IOException {
    try (InputStream stream = FormerDataTest.class.getResourceAsStream("former/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
