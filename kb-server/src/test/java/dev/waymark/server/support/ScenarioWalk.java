package dev.waymark.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A responder who walks a scenario through the REST interface, always as proposed. */
public final class ScenarioWalk {
  private static final int MOST_STEPS = 200;

  private final RequestSpecification responder;
  private final long incident;
  private final Map<String, String> replies;
  private final Map<String, String> actions;
  private JsonPath run;

  private ScenarioWalk(
      RequestSpecification responder,
      long incident,
      Map<String, String> replies,
      Map<String, String> actions) {
    this.responder = responder;
    this.incident = incident;
    this.replies = replies;
    this.actions = actions;
    this.run = new JsonPath("{}");
    refresh();
  }

  /** Opens an incident on a scenario. */
  public static ScenarioWalk open(
      RequestSpecification responder,
      String entry,
      String scenario,
      Map<String, String> replies,
      Map<String, String> actions) {
    long number =
        request(responder)
            .body(Map.of("entry", entry, "scenario", scenario))
            .post("/api/v1/incidents")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getLong("number");
    return new ScenarioWalk(responder, number, replies, actions);
  }

  public static ScenarioWalk open(RequestSpecification responder, String entry, String scenario) {
    return open(responder, entry, scenario, Map.of(), Map.of());
  }

  private static RequestSpecification request(RequestSpecification responder) {
    return RestAssured.given().spec(responder).contentType(ContentType.JSON);
  }

  public long incident() {
    return incident;
  }

  /** The run as the last reply told it. */
  public JsonPath run() {
    return run;
  }

  public String runId() {
    return run.getString("id");
  }

  public int visit() {
    return run.getInt("wants.visit");
  }

  public ScenarioWalk refresh() {
    List<Map<String, Object>> runs =
        request(responder)
            .get("/api/v1/incidents/" + incident + "/runs")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("$");
    run =
        request(responder)
            .get("/api/v1/runs/" + runs.get(runs.size() - 1).get("id"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return this;
  }

  /** The nodes in the order of the walk. */
  public List<String> path() {
    return run.getList("path.node");
  }

  /** Goes on to the end. */
  public ScenarioWalk toTheEnd() {
    for (int i = 0; i < MOST_STEPS && run.get("wants") != null; i++) {
      step();
    }
    assertThat(run.<Object>get("wants")).as("the run ends").isNull();
    return this;
  }

  /** Gives what is wanted next. */
  public ScenarioWalk step() {
    String node = run.getString("wants.node");
    switch (run.getString("wants.type")) {
      case "decide" -> {
        assertThat(run.<Object>get("wants.proposed")).as("proposal at %s", node).isNotNull();
        input("take-branch", Map.of("branch", run.getInt("wants.proposed")));
      }
      case "reply" -> input("reply", Map.of("option", optionOf(node)));
      case "confirm" ->
          input(
              "confirm",
              Map.of(
                  "action",
                  Optional.ofNullable(actions.get(node))
                      .orElseGet(() -> run.getString("current.actions[0]"))));
      case "carry-out" -> {
        int items = run.getList("current.items").size();
        for (int item = 0; item < items; item++) {
          input("tick", Map.of("item", item, "done", true));
        }
        input("finish", Map.of());
      }
      case "close" -> input("end", Map.of("outcome", run.getString("wants.suggestedOutcome")));
      default -> throw new AssertionError("not awaited: " + run.getString("wants.type"));
    }
    return this;
  }

  /** Gives an input that must be taken. */
  public ScenarioWalk input(String type, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("type", type);
    body.put("visit", visit());
    run =
        request(responder)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(body)
            .post("/api/v1/runs/" + runId() + "/inputs")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return this;
  }

  private int optionOf(String node) {
    List<String> options = run.getList("current.choices.when");
    int option = options.indexOf(replies.get(node));
    assertThat(option).as("the scenario's answer at " + node + " among " + options).isNotNegative();
    return option;
  }
}
