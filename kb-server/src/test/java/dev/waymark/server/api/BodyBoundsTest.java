package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies beyond what is read of any: each is answered with a problem, never with nothing. */
@QuarkusTest
class BodyBoundsTest {
  private static final int MIB = 1 << 20;
  private static final String ALERTS = "/api/v1/alerts";

  /** Routes that read JSON: alerts by themselves, the others by what their methods take. */
  private static final List<String> ROUTES =
      List.of(ALERTS, "/api/v1/alerts/1/incident", "/api/v1/incidents");

  @Inject People people;

  @TestHTTPResource("/")
  URI server;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Below a name, so that alerts and other routes get as far. */
  private static String around(String value) {
    return "{\"rule\": \"a\", \"labels\": {\"a\": "
        + value
        + "}, \"parameters\": {\"a\": "
        + value
        + "}}";
  }

  @Test
  void whatIsBeyondTheParserIsAProblem() throws Exception {
    for (String route : ROUTES) {
      for (String body :
          List.of(
              "[".repeat(5_000) + "]".repeat(5_000),
              around("{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000)),
              around("7".repeat(3_000)),
              around("1." + "7".repeat(300_000)),
              around("{\"" + "n".repeat(60_000) + "\": 1}"))) {
        // A route that takes an object says so of a list before it looks into it.
        assertProblem(
            post(route, body.getBytes(StandardCharsets.UTF_8)),
            body.startsWith("{") || route.equals(ALERTS) ? 422 : 400);
      }
    }
  }

  @Test
  void whatIsNoSingleJsonValueIsAProblem() throws Exception {
    for (String route : ROUTES) {
      for (String body :
          List.of(
              "", " ", "{", "{\"a\"", "{} {}", "{} ]", "{\"a\": 1, \"a\": 2}", "null", "5", "[]")) {
        assertProblem(post(route, body.getBytes(StandardCharsets.UTF_8)), 400, 422);
      }
      for (String charset : List.of("UTF-16", "UTF-32", "ISO-8859-1")) {
        assertProblem(post(route, "{\"ä\": \"ö\"}".getBytes(Charset.forName(charset))), 400, 422);
      }
      assertProblem(post(route, new byte[] {'{', '"', (byte) 0xC3, '"', '}'}), 400, 422);
    }
  }

  @Test
  void whichValueIsWrongIsSaid() throws Exception {
    for (String route : List.of("/api/v1/incidents", "/api/v1/incidents/1/runs")) {
      HttpResponse<String> reply =
          post(
              route,
              "{\"entry\": \"a\", \"parameters\": {\"a\": null}}".getBytes(StandardCharsets.UTF_8));
      assertProblem(reply, 400);
      assertThat(reply.body()).contains("null", "parameters");
    }
    given()
        .spec(people.as(Role.RESPONDER))
        .contentType(ContentType.JSON)
        .body("{\"revision\": 1, \"beganAt\": \"yesterday\"}")
        .put("/api/v1/incidents/1/review")
        .then()
        .statusCode(400)
        .body("detail", endsWith(": `beganAt` isn't a time such as `2026-11-30T14:00:00Z`."));
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB + 1, 3 * MIB, 20 * MIB})
  void moreThanIsTakenIsAProblemWhetherOrNotTheLengthIsSaid(int size)
      throws IOException, InterruptedException {
    byte[] body = ("\"" + "x".repeat(size - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    for (String route : ROUTES) {
      assertProblem(post(route, body), 413);
      HttpResponse<String> reply = chunked(route, body);
      assertProblem(reply, 413);
      assertThat(reply.body()).contains("larger than 1,024 KiB");
    }
  }

  @Test
  void justAsMuchAsIsTakenIsRead() throws IOException, InterruptedException {
    byte[] body =
        ("{\"rule\": \"bounds\", \"description\": \"" + "x".repeat(MIB - 42) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(body.length).isBetween(MIB - 20, MIB);
    assertThat(post(ALERTS, body).statusCode()).isEqualTo(202);
    assertThat(chunked(ALERTS, body).statusCode()).isEqualTo(202);
  }

  /** What `curl -d` sends, and others that are set up carelessly. */
  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, 202",
    "application/x-www-form-urlencoded; charset=UTF-8, 202",
    "text/plain, 202",
    "application/octet-stream, 202",
    "application/json; charset=utf-16, 202",
    "application/cloudevents+json, 202",
    "multipart/form-data, 202",
    "multipart/form-data; boundary=x, 202",
    "nonsense, 415",
    "'', 202"
  })
  void theKindOfContentNeverFails(String type, int status) throws Exception {
    byte[] body = "{\"rule\": \"bounds\", \"id\": \"a+b&c=%\"}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> reply = send(ALERTS, type, HttpRequest.BodyPublishers.ofByteArray(body));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    if (status == 202) {
      assertThat(reply.body()).contains("\"rule\":\"bounds\"");
    } else {
      assertProblem(reply, status);
    }
  }

  private HttpResponse<String> post(String route, byte[] body)
      throws IOException, InterruptedException {
    return send(route, "application/json", HttpRequest.BodyPublishers.ofByteArray(body));
  }

  /** The reply to a body whose length isn't said. */
  private HttpResponse<String> chunked(String route, byte[] body)
      throws IOException, InterruptedException {
    return send(
        route,
        "application/json",
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private HttpResponse<String> send(String route, String type, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(route))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", people.authorization(Role.RESPONDER))
            .POST(body);
    return client.send(
        (type.isEmpty() ? request : request.header("Content-Type", type)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> reply, Integer... statuses) {
    String all = reply + " " + reply.body();
    assertThat(List.of(statuses)).as(all).contains(reply.statusCode());
    assertThat(reply.headers().firstValue("Content-Type"))
        .as(all)
        .contains("application/problem+json");
    JsonPath problem = JsonPath.from(reply.body());
    assertThat(problem.getString("detail")).as(all).isNotBlank();
    assertThat(problem.getString("hint")).as(all).isNotBlank();
    assertThat(problem.getInt("status")).as(all).isEqualTo(reply.statusCode());
  }
}
