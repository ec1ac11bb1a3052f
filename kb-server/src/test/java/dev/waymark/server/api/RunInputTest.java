package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunInputTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final String SCENARIO = "backend-timeout";
  private static final int RACES = 40;
  private static final String VAULT =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers"
          + "/Microsoft.KeyVault/vaults/v";

  @Inject People people;
  private RequestSpecification responder;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  void aKeySentFromManyThreadsAtOnceIsOneEventAndOneReply() throws Exception {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    int before = walk.run().getInt("sequence");
    String key = UUID.randomUUID().toString();
    Map<String, Object> note = Map.of("type", "note", "visit", walk.visit(), "text", "once");

    List<Response> replies = atOnce(64, () -> send(walk, key, note));

    Set<String> bodies = new HashSet<>();
    for (Response reply : replies) {
      assertThat(reply.statusCode()).isEqualTo(200);
      bodies.add(reply.asString());
    }
    assertThat(bodies).hasSize(1);
    assertThat(walk.refresh().run().getInt("sequence")).isEqualTo(before + 1);

    Map<String, Object> other = Map.of("type", "note", "visit", walk.visit(), "text", "twice");
    send(walk, key, other).then().statusCode(409).body("detail", containsString("another input"));
    assertThat(walk.refresh().run().getInt("sequence")).isEqualTo(before + 1);
  }

  @Test
  void aRepeatGivesTheFirstOutcomeAlsoAfterTheRunHasMovedOn() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    String key = UUID.randomUUID().toString();
    Map<String, Object> note = Map.of("type", "note", "visit", walk.visit(), "text", "here");
    String first = send(walk, key, note).asString();

    walk.refresh().step();

    assertThat(send(walk, key, note).asString()).isEqualTo(first);
  }

  @Test
  void anInputIsReadHoweverItIsSent() throws Exception {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    String note = "{\"type\":\"note\",\"visit\":%d,\"text\":\"%s\"}";
    byte[] good = note.formatted(walk.visit(), "here").getBytes(UTF_8);
    byte[] tooLong = note.formatted(walk.visit(), "x".repeat(100_000)).getBytes(UTF_8);
    String credential = people.signedIn(Role.RESPONDER).account() + ":" + People.PASSWORD;

    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpClient client = HttpClient.newBuilder().version(version).build();
      for (int i = 0; i < 2; i++) {
        assertThat(post(client, walk, credential, BodyPublishers.ofByteArray(good))).isEqualTo(200);
        assertThat(post(client, walk, credential, chunked(good))).isEqualTo(200);
        assertThat(post(client, walk, credential, BodyPublishers.ofByteArray(tooLong)))
            .isEqualTo(422);
        assertThat(post(client, walk, "nobody:", BodyPublishers.ofByteArray(good)))
            .as("unknown, or by now slowed down")
            .isIn(401, 429);
        assertThat(post(client, walk, "nobody:", chunked(good))).isIn(401, 429);
      }
    }
    assertThat(walk.refresh().run().getInt("sequence")).isGreaterThanOrEqualTo(8);
  }

  private static HttpRequest.BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static int post(
      HttpClient client, ScenarioWalk walk, String credential, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    String path = "/api/v1/runs/" + walk.runId() + "/inputs";
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8)))
                .POST(body)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void whoPrefersLittleIsToldWhereTheRunStandsAndNoMore() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    Map<String, Object> take =
        Map.of(
            "type",
            "take-branch",
            "visit",
            walk.visit(),
            "branch",
            walk.run().getInt("wants.proposed"));
    String key = UUID.randomUUID().toString();

    Response little = sendPreferring("return=minimal", walk, key, take);
    Response repeated = sendPreferring("return=minimal", walk, key, take);

    little.then().statusCode(200).header("Preference-Applied", "return=minimal");
    assertThat(repeated.asString()).isEqualTo(little.asString());
    Map<String, Object> told = little.jsonPath().getMap("$");
    assertThat(told).containsOnlyKeys("id", "sequence", "current", "wants");
    assertThat(walk.refresh().run().<String, Object>getMap("$")).containsAllEntriesOf(told);
    assertThat(sendPreferring("respond-async", walk, key, take).jsonPath().getList("path"))
        .isNotEmpty();
  }

  @Test
  void ofTwoWhoGoOnFromOneStateOneWinsAndTheOtherSeesWhere() throws Exception {
    for (int race = 0; race < RACES; race++) {
      ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
      int proposed = walk.run().getInt("wants.proposed");
      Map<String, Object> take = new HashMap<>();
      take.put("type", "take-branch");
      take.put("visit", walk.visit());
      take.put("branch", proposed);

      List<Response> replies = atOnce(2, () -> send(walk, UUID.randomUUID().toString(), take));

      List<Integer> statuses = replies.stream().map(Response::statusCode).sorted().toList();
      assertThat(statuses).containsExactly(200, 409);
      String winner = only(replies, 200).jsonPath().getString("current.id");
      only(replies, 409)
          .then()
          .contentType("application/problem+json")
          .body("hint", not(emptyString()))
          .body("run.current.id", equalTo(winner));
    }
  }

  @Test
  void anInputFromAStalePageIsRefused() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    Map<String, Object> take =
        Map.of(
            "type",
            "take-branch",
            "visit",
            walk.visit(),
            "branch",
            walk.run().getInt("wants.proposed"));
    send(walk, take).then().statusCode(200);

    send(walk, take)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("run.id", equalTo(walk.runId()));
  }

  @Test
  void badInputsAreRefusedWithWhatToDo() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    int before = walk.run().getInt("sequence");
    int visit = walk.visit();
    int other = walk.run().getInt("wants.proposed") == 0 ? 1 : 0;
    List<Map<String, Object>> bad = new ArrayList<>();
    bad.add(Map.of("type", "note", "visit", visit, "text", "x".repeat(10_001)));
    bad.add(Map.of("type", "note", "visit", visit, "text", " "));
    bad.add(Map.of("type", "note", "visit", visit, "text", "a\u0000b"));
    bad.add(Map.of("type", "note", "text", "no visit"));
    bad.add(Map.of("type", "dance", "visit", visit));
    bad.add(Map.of("visit", visit));
    bad.add(Map.of("type", "take-branch", "visit", visit, "branch", 99));
    bad.add(Map.of("type", "take-branch", "visit", visit, "branch", -1));
    bad.add(Map.of("type", "take-branch", "visit", visit, "branch", other));
    bad.add(Map.of("type", "go-back", "visit", visit, "to", "no-such-step"));
    bad.add(Map.of("type", "reply", "visit", visit, "option", 0));
    bad.add(Map.of("type", "end", "visit", visit, "outcome", "glory", "reason", "x"));
    bad.add(Map.of("type", "feedback", "visit", visit, "feedback", "meh"));

    for (Map<String, Object> input : bad) {
      send(walk, input)
          .then()
          .statusCode(oneOf(400, 422))
          .contentType("application/problem+json")
          .body("status", oneOf(400, 422))
          .body("detail", not(emptyString()))
          .body("hint", not(emptyString()));
    }
    assertThat(walk.refresh().run().getInt("sequence")).isEqualTo(before);
  }

  @Test
  void aDepartureWithAReasonIsTaken() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    int other = walk.run().getInt("wants.proposed") == 0 ? 1 : 0;

    walk.input("take-branch", Map.of("branch", other, "reason", "I saw it"));

    assertThat(walk.path()).hasSize(2);
  }

  @Test
  void aQueryIsAskedAgainWithAnotherParameterAndBothAnswersStay() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);

    walk.input("ask-again", Map.of("parameters", Map.of("window", "4h")));

    assertThat(walk.run().getList("path[0].attempts")).hasSize(2);
    assertThat(walk.run().getString("path[0].attempts[0].query")).contains("01:00:00");
    assertThat(walk.run().getString("path[0].attempts[1].query")).contains("04:00:00");
    assertThat(walk.run().getString("path[0].attempts[1].changed.window")).isEqualTo("4h");
    assertThat(walk.run().getString("parameters.window")).isEqualTo("1h");
    Map<String, Object> bad = Map.of("window", "yesterday");
    send(walk, Map.of("type", "ask-again", "visit", walk.visit(), "parameters", bad))
        .then()
        .statusCode(422)
        .body("detail", containsString("window"));
  }

  @Test
  void aPastedAnswerProposesItsBranchAndIsRecordedAsThat() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    String csv = "ApiId,Calls,Failed,Share,Failing\n=1+1,\"1,000\",500,0.5,true\n";
    Map<String, Object> pasted =
        Map.of("type", "answer-by-hand", "visit", walk.visit(), "text", csv);
    String key = UUID.randomUUID().toString();

    send(walk, key, pasted).then().statusCode(200).body("wants.proposed", equalTo(2));
    send(walk, key, pasted).then().statusCode(200).body("wants.proposed", equalTo(2));

    walk.refresh();
    assertThat(walk.run().getList("path[0].attempts")).hasSize(2);
    assertThat(walk.run().getString("path[0].attempts[1].answer.source")).startsWith("pasted by");
    assertThat(walk.run().getString("remembered.api")).isEqualTo("=1+1");
    assertThat(walk.run().getList("given")).isEmpty();
    String written =
        given()
            .spec(responder)
            .get("/api/v1/runs/" + walk.runId() + "/visits/1/answers/2.csv")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(written).contains("\"'=1+1\"");
    String timeline =
        given()
            .spec(responder)
            .get("/api/v1/incidents/" + walk.incident() + "/timeline")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(timeline).contains("1 row, pasted by ");
  }

  @Test
  void whatIsntTheAnswerIsRefusedWithItsPlace() {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, SCENARIO);
    Map<String, Object> pasted = new HashMap<>();
    pasted.putAll(Map.of("type", "answer-by-hand", "visit", walk.visit()));
    pasted.put("text", "ApiId,Calls,Failed,Share,Failing\na,many,1,0.5,true");

    send(walk, pasted)
        .then()
        .statusCode(422)
        .body(
            "detail", equalTo("Line 2, column 3: “many” isn't a value of `Calls`, which is long."))
        .body("hint", equalTo("It is a whole number such as 42 or 1,234."));
    pasted.put("text", "x".repeat((1 << 20) + 1));
    send(walk, pasted)
        .then()
        .statusCode(422)
        .body("detail", containsString("at most 1,024 KiB can be pasted"));
    pasted.put("text", "x".repeat(5 << 20));
    send(walk, pasted).then().statusCode(413);
    assertThat(walk.refresh().run().getList("path[0].attempts")).hasSize(1);
  }

  @Test
  void aRunWithoutSourcesIsWalkedByHand() {
    String opened =
        given()
            .spec(responder)
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "entry",
                    "keyvault-denies-requests",
                    "parameters",
                    Map.of(
                        "workspace",
                        "00000000-0000-0000-0000-000000000000",
                        "vault",
                        VAULT,
                        "vaultName",
                        "v")))
            .post("/api/v1/incidents")
            .then()
            .statusCode(201)
            .extract()
            .asString();
    ScenarioWalk walk = ScenarioWalk.of(responder, new JsonPath(opened).getLong("number"));
    assertThat(walk.run().getString("path[0].attempts[0].answer.kind")).isEqualTo("failed");

    walk.input("take-branch", Map.of("branch", 3));

    assertThat(walk.run().getBoolean("path[1].attempts[0].sent")).isFalse();
    assertThat(walk.run().getString("wants.missing[0].name")).isEqualTo("caller");
    assertThat(walk.run().getString("wants.missing[0].expected")).isEqualTo("any text");
    send(walk, Map.of("type", "answer-by-hand", "visit", walk.visit(), "text", "[]"))
        .then()
        .statusCode(422)
        .body("hint", equalTo("Give `caller` first."));

    walk.input("give-value", Map.of("name", "caller", "value", "10.0.0.7"));

    assertThat(walk.run().getList("wants.missing")).isEmpty();
    assertThat(walk.run().getString("remembered.caller")).isEqualTo("10.0.0.7");
    assertThat(walk.run().getList("given")).isEqualTo(List.of("caller"));
    assertThat(walk.run().getString("path[1].attempts[1].query"))
        .contains("let caller = \"10.0.0.7\";");
    walk.input(
        "answer-by-hand",
        Map.of(
            "text",
            """
            Kind\tDenied\tTimeGenerated [UTC]\tMessage\tObjectId\tAppId\tOperation\tItem
            firewall\t1,204\t11/30/2026, 5:21:52.123 PM\tClient address\t\t\tSecretGet\t
            """));
    assertThat(walk.run().getInt("wants.proposed")).isEqualTo(1);
    String timeline =
        given()
            .spec(responder)
            .get("/api/v1/incidents/" + walk.incident() + "/timeline")
            .then()
            .extract()
            .asString();
    assertThat(timeline).contains("Gave caller = 10.0.0.7 by hand.", " by hand, to ");
  }

  @Test
  void unknownThingsAndWrongTypesAreRefusedAndNothingIsWritten() {
    long before = count();
    refused(Map.of("entry", "no-such-entry"), 404, "no-such-entry");
    refused(Map.of("entry", ENTRY, "scenario", "no-such"), 404, "no-such");
    refused(Map.of("entry", ENTRY, "scenario", SCENARIO, "at", "no-step"), 404, "no-step");
    refused(
        Map.of("entry", ENTRY, "scenario", SCENARIO, "parameters", Map.of("window", "yesterday")),
        422,
        "window");
    refused(
        Map.of("entry", ENTRY, "scenario", SCENARIO, "parameters", Map.of("colour", "red")),
        422,
        "colour");
    refused(Map.of("entry", ENTRY), 422, "workspace");
    refused(Map.of("entry", ENTRY, "scenario", SCENARIO, "severity", "sev9"), 422, "sev9");
    refused(Map.of("entry", ENTRY, "scenario", SCENARIO, "title", "x".repeat(201)), 422, "title");
    refused(Map.of(), 422, "entry");
    refused(Map.of("entrie", ENTRY), 400, "entrie");
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body("{\"entry\": ")
        .post("/api/v1/incidents")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("hint", not(emptyString()));
    given()
        .spec(responder)
        .contentType(ContentType.TEXT)
        .body("entry")
        .post("/api/v1/incidents")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    given().spec(responder).get("/api/v1/incidents/999999").then().statusCode(404);
    given().spec(responder).get("/api/v1/incidents/abc").then().statusCode(404);
    given().spec(responder).get("/api/v1/incidents?page=two").then().statusCode(422);
    given().spec(responder).get("/api/v1/incidents?state=odd").then().statusCode(422);
    given().spec(responder).get("/api/v1/runs/" + UUID.randomUUID()).then().statusCode(404);
    given().spec(responder).get("/api/v1/runs/x").then().statusCode(404);
    given().spec(responder).get("/api/v1/entries/x").then().statusCode(404);
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void openingWithOneKeyFromManyThreadsOpensOneIncident() throws Exception {
    long before = count();
    String key = UUID.randomUUID().toString();
    List<Response> replies =
        atOnce(
            16,
            () ->
                given()
                    .spec(responder)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(Map.of("entry", ENTRY, "scenario", SCENARIO))
                    .post("/api/v1/incidents"));

    assertThat(replies).allMatch(reply -> reply.statusCode() == 201);
    assertThat(replies.stream().map(reply -> reply.jsonPath().getLong("number")).distinct())
        .hasSize(1);
    assertThat(count()).isEqualTo(before + 1);
  }

  private void refused(Map<String, Object> body, int status, String named) {
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/incidents")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", containsString(named))
        .body("hint", not(emptyString()));
  }

  private long count() {
    return given().spec(responder).get("/api/v1/incidents?size=1").jsonPath().getLong("total");
  }

  private Response send(ScenarioWalk walk, Map<String, Object> input) {
    return send(walk, UUID.randomUUID().toString(), input);
  }

  private Response send(ScenarioWalk walk, String key, Map<String, Object> input) {
    return given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(input)
        .post("/api/v1/runs/" + walk.runId() + "/inputs");
  }

  private Response sendPreferring(
      String preference, ScenarioWalk walk, String key, Map<String, Object> input) {
    return given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .header("Prefer", preference)
        .body(input)
        .post("/api/v1/runs/" + walk.runId() + "/inputs");
  }

  private static Response only(List<Response> replies, int status) {
    return replies.stream().filter(reply -> reply.statusCode() == status).findFirst().orElseThrow();
  }

  private static List<Response> atOnce(int count, Callable<Response> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CyclicBarrier barrier = new CyclicBarrier(count);
    try {
      Callable<Response> together =
          () -> {
            barrier.await();
            return request.call();
          };
      List<Response> replies = new ArrayList<>();
      for (Future<Response> reply : threads.invokeAll(Collections.nCopies(count, together))) {
        replies.add(reply.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }
}
