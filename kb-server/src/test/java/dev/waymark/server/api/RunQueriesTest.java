package dev.waymark.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.server.account.Role;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.run.PlayedSources;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run's live queries stand, for programs. */
@QuarkusTest
@TestProfile(PlayedSources.Profile.class)
class RunQueriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FIRST = "which-apis-fail";
  private static final String APIM =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop-rg"
          + "/providers/Microsoft.ApiManagement/service/shop-apim";

  @Inject People people;
  @Inject LiveSources live;
  @Inject PlayedSources sources;
  private final List<UUID> opened = new ArrayList<>();
  private RequestSpecification responder;

  @BeforeEach
  void begin() {
    sources.reset();
    responder = people.as(Role.RESPONDER);
  }

  @AfterEach
  void end() {
    opened.forEach(live::forget);
    sources.letGo();
  }

  @Test
  void aQueryThatIsAskedSaysSinceWhenAndForHowLong() {
    sources.hold();
    String run = open();

    JsonPath queries = await(run, now -> phase(now, FIRST).equals("running"));

    JsonPath first = of(queries, FIRST);
    assertThat(first.getString("kind")).isEqualTo("kql");
    assertThat(first.getString("target")).isEqualTo("the stage");
    assertThat(first.getInt("stay")).isEqualTo(1);
    assertThat(Instant.parse(first.getString("running.since")))
        .isBetween(Instant.parse(first.getString("submitted")), Instant.now());
    assertThat(first.getLong("running.limitMs")).isPositive();
    assertThat(first.getInt("running.attempt")).isEqualTo(1);
    assertThat(first.<Object>get("done")).isNull();
    assertThat(queries.getList("node")).hasSizeGreaterThan(1);
  }

  @Test
  void oneThatWaitsKnowsItsPlace() {
    sources.hold();
    open();
    open();
    String third = open();

    JsonPath queries = await(third, now -> now.getList("phase").contains("queued"));

    assertThat(queries.getList("findAll { it.phase == 'queued' }.queued.position", Integer.class))
        .isNotEmpty()
        .allMatch(position -> position > 0);
  }

  @Test
  void oneThatIsAnsweredSaysWithHowManyRows() {
    String run = open();

    JsonPath first = of(await(run, now -> phase(now, FIRST).equals("done")), FIRST);

    assertThat(first.getInt("done.rows")).isPositive();
    assertThat(first.getBoolean("done.partial")).isFalse();
    assertThat(first.<Object>get("running")).isNull();
  }

  @Test
  void oneThatFailedSaysWhy() {
    sources.fail(true);
    String run = open();

    JsonPath first = of(await(run, now -> phase(now, FIRST).equals("failed")), FIRST);

    assertThat(first.getMap("failed"))
        .isEqualTo(
            Map.of(
                "kind", "refused",
                "message", "The stage is closed",
                "hint", "Call the actors back.",
                "attempts", 1));
  }

  @Test
  void oneThatIsGivenUpIsOverAndTheRunHasNoAnswer() {
    sources.hold();
    String run = open();
    long id = of(await(run, now -> phase(now, FIRST).equals("running")), FIRST).getLong("id");

    cancel(responder, run, id)
        .statusCode(200)
        .body("phase", equalTo("failed"))
        .body("failed.kind", equalTo("cancelled"));

    cancel(responder, run, id)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("over already"));
    await(run, now -> given().spec(responder).get(path(run)).path("wants.type").equals("decide"));
    JsonPath stands = given().spec(responder).get(path(run)).jsonPath();
    assertThat(stands.getList("path.node")).containsExactly(FIRST);
    assertThat(stands.<Object>get("wants.proposed")).isNull();
  }

  @Test
  void nobodyGivesUpWhatTheyMayNotOrWhatIsNotThere() {
    sources.hold();
    String run = open();
    String other = open();
    long id = of(queries(other), FIRST).getLong("id");

    cancel(people.as(Role.VIEWER), other, id).statusCode(403);
    cancel(responder, run, id)
        .statusCode(404)
        .body("detail", equalTo("The run has no live query " + id + "."));
    given().spec(responder).post(path(run) + "/queries/x/cancel").then().statusCode(404);
    given().spec(responder).get(path("nothing") + "/queries").then().statusCode(404);
    given()
        .spec(responder)
        .get(path(UUID.randomUUID().toString()) + "/queries")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    assertThat(phase(queries(other), FIRST)).isIn("queued", "running");
  }

  @Test
  void theRunSaysWhichCausesTheEvidenceRulesOut() {
    String run = open();
    await(run, now -> "decide confirm".contains(wants(run)));

    JsonPath stands = given().spec(responder).get(path(run)).jsonPath();

    List<Map<String, Object>> causes = stands.getList("causes");
    assertThat(causes)
        .isNotEmpty()
        .allSatisfy(
            cause ->
                assertThat((String) cause.get("standing")).isIn("ruled-in", "open", "ruled-out"));
    assertThat(causes)
        .filteredOn(cause -> "ruled-out".equals(cause.get("standing")))
        .isNotEmpty()
        .allSatisfy(cause -> assertThat((List<?>) cause.get("visits")).hasSize(1));
  }

  private String open() {
    // A workspace of its own, since those who ask the same at once share the answer.
    Map<String, String> parameters =
        Map.of("workspace", UUID.randomUUID().toString(), "apim", APIM);
    long number =
        given()
            .spec(responder)
            .contentType(ContentType.JSON)
            .body(Map.of("entry", PlayedSources.ENTRY, "parameters", parameters))
            .post("/api/v1/incidents")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getLong("number");
    String run =
        given().spec(responder).get("/api/v1/incidents/" + number + "/runs").path("[-1].id");
    opened.add(UUID.fromString(run));
    return run;
  }

  private JsonPath await(String run, Predicate<JsonPath> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonPath queries = queries(run);
    while (!wanted.test(queries) && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return queries;
      }
      queries = queries(run);
    }
    assertThat(wanted.test(queries)).as(queries.prettify()).isTrue();
    return queries;
  }

  private JsonPath queries(String run) {
    return given()
        .spec(responder)
        .get(path(run) + "/queries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String wants(String run) {
    return given().spec(responder).get(path(run)).path("wants.type");
  }

  private static ValidatableResponse cancel(RequestSpecification who, String run, long query) {
    return given().spec(who).post(path(run) + "/queries/" + query + "/cancel").then();
  }

  private static String path(String run) {
    return "/api/v1/runs/" + run;
  }

  private static String phase(JsonPath queries, String node) {
    return of(queries, node).getString("phase");
  }

  /** The last query of a step. */
  private static JsonPath of(JsonPath queries, String node) {
    return JsonPath.from(queries.prettify())
        .setRootPath("findAll { it.node == '" + node + "' }[-1]");
  }
}
