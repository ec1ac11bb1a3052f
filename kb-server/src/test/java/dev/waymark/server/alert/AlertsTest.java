package dev.waymark.server.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what a monitoring system sends to the incident that is walked. */
@QuarkusTest
@TestProfile(AlertsTest.WithAlerts.class)
class AlertsTest {
  private static final String API = "/api/v1/alerts";
  private static final String API_MANAGEMENT =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/x/service/";
  private static final String SECRET = "it is wednesday";

  @Inject People people;
  @Inject UnstartedAlerts unstarted;
  private RequestSpecification responder;

  /** Every test has a rule of its own, which the bundled entry on 502 is opened by. */
  private final String rule = "apim-502-" + UUID.randomUUID();

  /** A server that monitoring systems know, and that knows the workspace. */
  public static final class WithAlerts implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("waymark-alerts", ".secret");
        file.toFile().deleteOnExit();
        Files.writeString(file, SECRET + "\n");
        return Map.of(
            "waymark.alerts.secret-file",
            file.toString(),
            "waymark.alerts.parameters.workspace",
            "11111111-2222-3333-4444-555555555555");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  void anAlertOpensTheEntryThatItsConditionNames() {
    int incident =
        send(alert("1", "firing"))
            .body("[0].entry", equalTo("apim-502-bad-gateway"))
            .body("[0].times", equalTo(1))
            .extract()
            .path("[0].incident");

    get("/api/v1/incidents/" + incident)
        .body("title", equalTo("502s on apim-prod"))
        .body("entry", equalTo("apim-502-bad-gateway"));
    String parameters =
        get("/api/v1/incidents/" + incident + "/timeline").extract().path("text").toString();
    assertThat(parameters)
        .contains("Alert " + rule + " (other) on apim-prod fires since 2026-11-03T02:10:00Z.")
        .contains(
            "apim ="
                + " /subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/x/service/apim-prod")
        .contains("workspace = 11111111-2222-3333-4444-555555555555");
  }

  @Test
  void whatIsToldAgainOpensNothingAndItsEndIsTold() {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    send(alert("1", "firing"))
        .body("[0].incident", equalTo(incident))
        .body("[0].times", equalTo(2));
    send(alert("1", "resolved"))
        .body("[0].incident", equalTo(incident))
        .body("[0].state", equalTo("resolved"))
        .body("[0].resolvedAt", not(nullValue()));
    send(alert("1", "resolved"));

    List<String> told = get("/api/v1/incidents/" + incident + "/timeline").extract().path("text");
    assertThat(told)
        .filteredOn(line -> line.startsWith("Alert "))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Alert " + rule + " (other) on apim-prod is over since ");
    get("/api/v1/incidents/" + incident).body("state", equalTo("open"));
  }

  @Test
  void aStormOfOneRuleIsOneIncident() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(60);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String id = String.valueOf(i);
        calls.add(() -> sendUntilTaken(alert(id, "firing")).extract().path("[0].incident"));
      }
      Set<Integer> incidents = new HashSet<>();
      for (Future<Integer> call : threads.invokeAll(calls)) {
        incidents.add(call.get());
      }
      assertThat(incidents).hasSize(1).doesNotContainNull();
    } finally {
      threads.shutdownNow();
    }
    get(API + "?rule=" + rule).body("", hasSize(60));
  }

  @Test
  void thePageTellsOnceWhatCameOftenOfOneRule() {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    send(alert("2", "firing"));
    send(alert("3", "firing"));
    send(alert("1", "resolved"));
    given()
        .spec(people.as(Role.VIEWER))
        .accept("text/html")
        .get("/incidents/" + incident + "/timeline")
        .then()
        .statusCode(200)
        .body(containsString("Alert " + rule + " (other): 4 messages, the last at "))
        .body(containsString("Opened as sev2 on “"));
  }

  /** Whoever reads the timeline sees each of them, in whichever order they came in. */
  @Test
  void ofAThousandFiringsAndEndsInAnyOrderNoneIsLost() throws Exception {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      for (String state : List.of("firing", "resolved")) {
        told.add(
            """
            {"rule": "%s", "id": "%d", "state": "%s", "labels": {"status": "502"}, "firedAt": "2026-11-03T02:10:00Z",
             "targets": ["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/x/service/apim-%d"]}
            """
                .formatted(rule, i, state, i));
      }
    }
    Collections.shuffle(told, new Random(20_261_103));
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int from = 0; from < told.size(); from += 20) {
      String body = told.subList(from, from + 20).toString();
      calls.add(() -> sendUntilTaken(body).extract().statusCode());
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(202);
      }
    } finally {
      threads.shutdownNow();
    }

    List<Integer> incidents = get(API + "?rule=" + rule).extract().path("incident");
    assertThat(Set.copyOf(incidents)).hasSize(1);
    List<String> lines =
        get("/api/v1/incidents/" + incidents.get(0) + "/timeline").extract().path("text");
    for (int i = 0; i < 500; i++) {
      String on = "Alert %s (other) on apim-%d ".formatted(rule, i);
      assertThat(lines).filteredOn(line -> line.startsWith(on)).as(on).hasSize(2);
      assertThat(lines).as(on).anyMatch(line -> line.startsWith(on + "is over since "));
    }
    assertThat(get(API + "?state=firing&rule=" + rule).extract().<List<?>>path("")).isEmpty();
    get("/incidents/" + incidents.get(0))
        .body(containsString("500</span> over"))
        .body(not(containsString("fires again")));
  }

  @Test
  void aNewFiringAfterAnEndStandsOnTopOfTheIncident() {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    String page = "/incidents/" + incident;
    get(page).body(not(containsString("fires again")));
    send(alert("1", "resolved"));
    get(page).body(not(containsString("fires again")));
    send(alert("2", "firing")).body("[0].incident", equalTo(incident));
    get(page).body(containsString(rule + " fires again on apim-prod."));
    send(alert("2", "resolved"));
    get(page).body(not(containsString("fires again")));

    send(alert("1", "firing"))
        .body("[0].incident", equalTo(incident))
        .body("[0].state", equalTo("firing"))
        .body("[0].endedBefore", not(nullValue()));
    get(page).body(containsString(rule + " fires again on apim-prod."));
    List<String> told = get("/api/v1" + page + "/timeline").extract().path("text");
    assertThat(told)
        .filteredOn(line -> line.startsWith("Alert "))
        .hasSize(5)
        .last()
        .asString()
        .contains("fires again since 2026-11-03T02:10:00Z, after its end at ");
  }

  @Test
  void aNewFiringOpensAnotherIncidentOnceTheLastIsOver() {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    send(alert("1", "resolved"));
    String run = get("/api/v1/incidents/" + incident + "/runs").extract().path("[0].id");
    RestAssured.given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("type", "end", "visit", 1, "outcome", "abandoned", "reason", "a test"))
        .post("/api/v1/runs/" + run + "/inputs")
        .then()
        .statusCode(200);
    send(alert("1", "resolved")).body("[0].incident", equalTo(incident));
    send(alert("1", "firing"))
        .body("[0].incident", not(equalTo(incident)))
        .body("[0].incident", not(nullValue()));
  }

  @Test
  void anEndOpensNothing() {
    send(alert("1", "Resolved"))
        .body("[0].state", equalTo("resolved"))
        .body("[0].incident", nullValue())
        .body("[0].entry", nullValue());
    int incident = send(alert("2", "firing")).extract().path("[0].incident");
    send(alert("3", "resolved"))
        .body("[0].incident", equalTo(incident))
        .body("[0].state", equalTo("resolved"));
  }

  @Test
  void anEndWithoutAnIdFindsItsFiringsByRuleAndTarget() {
    int incident = send(anonymous("firing", "gw-1")).extract().path("[0].incident");
    send(alert("7", "firing").replace("apim-prod", "gw-2"));
    send(anonymous("resolved", "gw-1"))
        .body("[0].incident", equalTo(incident))
        .body("[0].state", equalTo("resolved"))
        .body("[0].targets", equalTo(List.of(API_MANAGEMENT + "gw-1")));
    get(API + "?state=firing&rule=" + rule)
        .body("targets", equalTo(List.of(List.of(API_MANAGEMENT + "gw-2"))));
    send("{\"rule\": \"" + rule + "\", \"state\": \"resolved\"}")
        .body("[0].targets", equalTo(List.of(API_MANAGEMENT + "gw-2")));
    assertThat(get(API + "?state=firing&rule=" + rule).extract().<List<?>>path("")).isEmpty();
    get(API + "?rule=" + rule).body("", hasSize(2));

    List<String> told = get("/api/v1/incidents/" + incident + "/timeline").extract().path("text");
    assertThat(told)
        .filteredOn(line -> line.startsWith("Alert "))
        .extracting(line -> line.replaceAll(" since .*", ""))
        .containsExactly(
            "Alert %s (other) on gw-1 fires".formatted(rule),
            "Alert %s (other) on gw-2 fires".formatted(rule),
            "Alert %s (other) on gw-1 is over".formatted(rule),
            "Alert %s (other) on gw-2 is over".formatted(rule));
  }

  @Test
  void twoRulesWithOneIdAreTwoAlerts() {
    String azure =
        """
        {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials": {"alertRule": "%s", "severity": "Sev1",
          "alertId": "/subscriptions/00000000-0000-0000-0000-000000000002/providers/Microsoft.AlertsManagement/alerts/%s", "monitorCondition": "%s",
          "alertTargetIDs": ["/subscriptions/00000000-0000-0000-0000-000000000002/%s"], "firedDateTime": "2026-11-03T02:10:00Z"}}}
        """;
    String other = "other-" + rule;
    int first = send(azure.formatted(rule, rule, "Fired", "a")).extract().path("[0].id");
    send(azure.formatted(other, rule, "Fired", "b"))
        .body("[0].id", not(equalTo(first)))
        .body(
            "[0].targets",
            equalTo(List.of("/subscriptions/00000000-0000-0000-0000-000000000002/b")));
    send(azure.formatted(other, rule, "Resolved", "b"));
    get(API + "?rule=" + rule)
        .body("[0].state", equalTo("firing"))
        .body(
            "[0].targets",
            equalTo(List.of("/subscriptions/00000000-0000-0000-0000-000000000002/a")));
    get(API + "?rule=" + other).body("[0].state", equalTo("resolved"));
  }

  @Test
  void ofAListWithABadElementNothingIsKept() {
    RestAssured.given()
        .spec(responder)
        .body("[" + alert("1", "firing") + ", " + alert("2", "ok") + "]")
        .post(API)
        .then()
        .statusCode(422)
        .body("detail", containsString("`[1].state` can't be “ok”"));
    assertThat(get(API + "?rule=" + rule).extract().<List<?>>path("")).isEmpty();
  }

  @Test
  void anObstacleNamesTheSettingThatHelps() {
    send("{\"rule\": \"" + rule + "\", \"labels\": {\"status\": \"502\"}}")
        .body("[0].entry", equalTo("apim-502-bad-gateway"))
        .body("[0].incident", nullValue())
        .body("[0].obstacle", containsString("`waymark.alerts.parameters.apim`"))
        .body("[0].obstacle", not(containsString("parameters.workspace")));
  }

  @Test
  void linksAndMeasuredValuesAreShown() {
    int incident =
        send(alert("1", "firing")
                .replace(
                    "\"labels\"",
                    "\"link\": \"https://monitor.example/1\", \"annotations\": {\"team\": \"api\"},"
                        + " \"metric\": \"Requests\", \"value\": 31.5, \"threshold\": 25,"
                        + " \"operator\": \"GreaterThan\", \"labels\""))
            .body("[0].link", equalTo("https://monitor.example/1"))
            .body("[0].measurements[0].value", equalTo(31.5f))
            .extract()
            .path("[0].incident");
    for (String page : List.of("/alerts?rule=" + rule, "/incidents/" + incident)) {
      get(page)
          .body(containsString("href=\"https://monitor.example/1\""))
          .body(containsString("Requests 31.5, greater than 25"));
    }
  }

  @Test
  void anAlertWithoutAnEntryIsKeptAndCanBePutToAnIncident() {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    String other = "nobody-knows-" + UUID.randomUUID();
    int id =
        send("{\"rule\": \"" + other + "\", \"id\": \"1\"}")
            .body("[0].entry", nullValue())
            .body("[0].incident", nullValue())
            .extract()
            .path("[0].id");
    get(API + "?entry=none").body("rule", hasItem(other));
    get("/alerts?rule=" + other).body(containsString("No entry has a condition"));
    get("/api/v1/review/questions/alerts-without-entry").body("rows.values.rule", hasItem(other));

    RestAssured.given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("incident", incident))
        .post(API + "/" + id + "/incident")
        .then()
        .statusCode(200)
        .body("incident", equalTo(incident));
    RestAssured.given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("incident", incident))
        .post(API + "/" + id + "/incident")
        .then()
        .statusCode(409);
    get("/api/v1/review/questions/alerts-without-entry/incidents?column=incidents&k_rule="
            + other
            + "&k_source=other")
        .body("incidents.number", equalTo(List.of(incident)));
  }

  @Test
  void aSecondClickPutsAnAlertToOneIncidentOnly() throws Exception {
    int incident = send(alert("1", "firing")).extract().path("[0].incident");
    String other = "nobody-knows-" + UUID.randomUUID();
    int id = send("{\"rule\": \"" + other + "\"}").extract().path("[0].id");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> clicks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        clicks.add(
            () ->
                RestAssured.given()
                    .spec(responder)
                    .contentType(ContentType.JSON)
                    .body(Map.of("incident", incident))
                    .post(API + "/" + id + "/incident")
                    .statusCode());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> click : threads.invokeAll(clicks)) {
        statuses.add(click.get());
      }
      assertThat(statuses).containsOnlyOnce(200).contains(409).containsOnly(200, 409);
    } finally {
      threads.shutdownNow();
    }
    List<String> told = get("/api/v1/incidents/" + incident + "/timeline").extract().path("text");
    assertThat(told).filteredOn(line -> line.contains(other)).hasSize(1);
  }

  @Test
  void theIdOfAVaultSaysItsName() {
    String key = "keyvault-denied-" + UUID.randomUUID();
    String vault =
        "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/Microsoft.KeyVault/vaults/shop-kv";
    int incident =
        send("{\"rule\": \"" + key + "\", \"targets\": [\"" + vault + "\"]}")
            .body("[0].entry", equalTo("keyvault-denies-requests"))
            .extract()
            .path("[0].incident");
    assertThat(get("/api/v1/incidents/" + incident + "/timeline").extract().path("text").toString())
        .contains("vaultName = shop-kv");
  }

  /** A value that could change which URL is asked starts nothing, and the alert isn't lost. */
  @Test
  void aTargetThatIsNoResourceStartsNothingAndIsListedWithTheReason() {
    String key = "keyvault-denied-" + UUID.randomUUID();
    String target =
        "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/Microsoft.KeyVault"
            + "/vaults/kv?api-version=1&x=";
    send("{\"rule\": \"" + key + "\", \"targets\": [\"" + target + "\"]}");
    get(API + "?rule=" + key)
        .body("[0].entry", equalTo("keyvault-denies-requests"))
        .body("[0].incident", nullValue())
        .body(
            "[0].obstacle",
            containsString("`kv?api-version=1&x=`: no resource has this name (at character 106)"));
    get("/alerts?rule=" + key).body(containsString("no resource has this name"));
  }

  @Test
  void whatIsMissingIsSaidAndThePersonStartsItWithTheRest() {
    String key = "keyvault-denied-" + UUID.randomUUID();
    int id =
        send("{\"rule\": \""
                + key
                + "\", \"id\": \"1\", \"targets\":"
                + " [\"/subscriptions/00000000-0000-0000-0000-000000000002/vault\"]}")
            .body("[0].entry", equalTo("keyvault-denies-requests"))
            .body("[0].incident", nullValue())
            .body("[0].obstacle", containsString("vaultName"))
            .extract()
            .path("[0].id");
    get("/alerts?rule=" + key).body(containsString("/start?alert=" + id));
    for (String filter : List.of("unstarted", "none")) {
      get(API + "?entry=" + filter).body("rule", hasItem(key));
      get("/alerts?entry=" + filter).body(containsString("/start?alert=" + id));
    }
    unstarted.recount();
    get("/").body(containsString("See what is missing"));
    get("/entries").body(containsString("not started"));
    RestAssured.given()
        .spec(responder)
        .get("/entries/keyvault-denies-requests/start?alert=" + id)
        .then()
        .statusCode(200)
        .body(containsString("/subscriptions/00000000-0000-0000-0000-000000000002/vault"))
        .body(containsString("name=\"alert\" value=\"" + id + "\""));
    RestAssured.given()
        .spec(responder)
        .redirects()
        .follow(false)
        .contentType(ContentType.URLENC)
        .formParam("alert", id)
        .formParam("parameter.vaultName", "kv")
        .formParam(
            "parameter.vault",
            "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/x/vaults/kv")
        .formParam("parameter.workspace", "11111111-2222-3333-4444-555555555555")
        .post("/entries/keyvault-denies-requests/start")
        .then()
        .statusCode(303);
    int number =
        get(API + "?rule=" + key)
            .body("[0].incident", not(nullValue()))
            .extract()
            .path("[0].incident");
    get(API + "?entry=unstarted").body("rule", not(hasItem(key)));

    int again =
        send("{\"rule\": \"keyvault-denied-"
                + UUID.randomUUID()
                + "\", \"id\": \"1\", \"targets\":"
                + " [\"/subscriptions/00000000-0000-0000-0000-000000000002/VAULT\"]}")
            .extract()
            .path("[0].id");
    String start = "/entries/keyvault-denies-requests/start";
    String like = "?like=" + number;
    String likeForAlert = like + "&amp;alert=" + again;
    page(start + "?alert=" + again)
        .body(containsString("As for the same target (#" + number + ")"))
        .body(containsString(likeForAlert));
    page(start).body(containsString("As last time (#" + number + ")"));
    page(start + like)
        .body(containsString("name=\"parameter.vaultName\" value=\"kv\""))
        .body(containsString("value=\"11111111-2222-3333-4444-555555555555\""));
  }

  private ValidatableResponse page(String path) {
    return RestAssured.given().spec(responder).get(path).then().statusCode(200);
  }

  @Test
  void theHookTakesTheSecretAndNothingElse() {
    hook("").statusCode(403);
    hook("?secret=wrong").statusCode(403);
    hook("?secret=it+is+wednesday").statusCode(202).body("[0].incident", not(nullValue()));
    RestAssured.given()
        .header("Authorization", "Bearer " + SECRET)
        .body(alert("1", "firing"))
        .post(API + "/hook")
        .then()
        .statusCode(202)
        .body("[0].times", equalTo(2));
  }

  @Test
  void aViewerSendsNothingAndGarbageIsRefusedWithAReason() {
    RestAssured.given()
        .spec(people.as(Role.VIEWER))
        .body(alert("1", "firing"))
        .post(API)
        .then()
        .statusCode(403);
    RestAssured.given()
        .spec(responder)
        .body("{")
        .post(API)
        .then()
        .statusCode(422)
        .body("detail", containsString("isn't JSON"));
  }

  private ValidatableResponse hook(String query) {
    return RestAssured.given()
        .urlEncodingEnabled(false)
        .body(alert("1", "firing"))
        .post(API + "/hook" + query)
        .then();
  }

  private ValidatableResponse send(String body) {
    return RestAssured.given().spec(responder).body(body).post(API).then().statusCode(202);
  }

  /**
   * As monitoring systems send it: again while the server says that more come in than it takes,
   * which on a busy machine is soon.
   */
  private ValidatableResponse sendUntilTaken(String body) {
    Response reply = RestAssured.given().spec(responder).body(body).post(API);
    for (int again = 0; again < 20 && reply.statusCode() == 503; again++) {
      reply = RestAssured.given().spec(responder).body(body).post(API);
    }
    return reply.then().statusCode(202);
  }

  private ValidatableResponse get(String path) {
    return RestAssured.given().spec(responder).get(path).then().statusCode(200);
  }

  /** An alert whose source gives it no id. */
  private String anonymous(String state, String target) {
    return """
    {"rule": "%s", "state": "%s", "labels": {"status": "502"}, "targets": ["%s"]}
    """
        .formatted(rule, state, API_MANAGEMENT + target);
  }

  private String alert(String id, String state) {
    return """
    {"rule": "%s", "id": "%s %s", "state": "%s", "description": "Too many 502", "labels": {"status": "502"},
     "targets": ["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g/providers/x/service/apim-prod"],
     "firedAt": "2026-11-03T02:10:00Z"}
    """
        .formatted(rule, rule, id, state);
  }
}
