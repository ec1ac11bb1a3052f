package dev.waymark.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A responder who walks a scenario through the REST interface, always as proposed. Replies are read
 * as trees: a path of REST Assured compiles a script each time.
 */
public final class ScenarioWalk {
  private static final int MOST_STEPS = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final RequestSpecification responder;
  private final long incident;
  private final Map<String, String> replies;
  private final Map<String, String> actions;
  private String text = "{}";
  private JsonNode run = JSON.createObjectNode();

  private ScenarioWalk(
      RequestSpecification responder,
      long incident,
      Map<String, String> replies,
      Map<String, String> actions) {
    this.responder = responder;
    this.incident = incident;
    this.replies = replies;
    this.actions = actions;
    refresh();
  }

  /** Opens an incident on a scenario. */
  public static ScenarioWalk open(
      RequestSpecification responder,
      String entry,
      String scenario,
      Map<String, String> replies,
      Map<String, String> actions) {
    String opened =
        request(responder)
            .body(Map.of("entry", entry, "scenario", scenario))
            .post("/api/v1/incidents")
            .then()
            .statusCode(201)
            .extract()
            .asString();
    long number = read(opened).path("number").longValue();
    return new ScenarioWalk(responder, number, replies, actions);
  }

  /** Goes on with an incident. */
  public static ScenarioWalk of(RequestSpecification responder, long incident) {
    return new ScenarioWalk(responder, incident, Map.of(), Map.of());
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
    return new JsonPath(text);
  }

  public String runId() {
    return run.path("id").textValue();
  }

  public int visit() {
    return wants("visit").intValue();
  }

  public ScenarioWalk refresh() {
    String runs =
        request(responder)
            .get("/api/v1/incidents/" + incident + "/runs")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    JsonNode all = read(runs);
    take(
        request(responder)
            .get("/api/v1/runs/" + all.path(all.size() - 1).path("id").textValue())
            .then()
            .statusCode(200)
            .extract()
            .asString());
    return this;
  }

  /** The nodes in the order of the walk. */
  public List<String> path() {
    List<String> nodes = new ArrayList<>();
    run.path("path").forEach(visit -> nodes.add(visit.path("node").textValue()));
    return nodes;
  }

  /** Goes on to the end. */
  public ScenarioWalk toTheEnd() {
    for (int i = 0; i < MOST_STEPS && isWanting(); i++) {
      step();
    }
    assertThat(isWanting()).as("the run still wants something").isFalse();
    return this;
  }

  /** Gives what is wanted next. */
  public ScenarioWalk step() {
    String node = wants("node").textValue();
    switch (wants("type").textValue()) {
      case "decide" -> {
        assertThat(wants("proposed").isInt()).as("proposal at %s", node).isTrue();
        input("take-branch", Map.of("branch", wants("proposed").intValue()));
      }
      case "reply" -> input("reply", Map.of("option", optionOf(node)));
      case "confirm" ->
          input(
              "confirm",
              Map.of(
                  "action",
                  Optional.ofNullable(actions.get(node))
                      .orElseGet(() -> run.at("/current/actions/0").textValue())));
      case "carry-out" -> {
        int items = run.at("/current/items").size();
        for (int item = 0; item < items; item++) {
          input("tick", Map.of("item", item, "done", true));
        }
        input("finish", Map.of());
      }
      case "close" -> input("end", Map.of("outcome", wants("suggestedOutcome").textValue()));
      default -> throw new AssertionError("not awaited: " + wants("type"));
    }
    return this;
  }

  /** Gives an input that must be taken. */
  public ScenarioWalk input(String type, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("type", type);
    body.put("visit", visit());
    take(
        request(responder)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(body)
            .post("/api/v1/runs/" + runId() + "/inputs")
            .then()
            .statusCode(200)
            .extract()
            .asString());
    return this;
  }

  private int optionOf(String node) {
    List<String> options = new ArrayList<>();
    run.at("/current/choices").forEach(choice -> options.add(choice.path("when").textValue()));
    int option = options.indexOf(replies.get(node));
    assertThat(option).as("the scenario's answer at " + node + " among " + options).isNotNegative();
    return option;
  }

  private boolean isWanting() {
    return run.path("wants").isObject();
  }

  private JsonNode wants(String name) {
    return run.path("wants").path(name);
  }

  private void take(String reply) {
    text = reply;
    run = read(reply);
  }

  private static JsonNode read(String reply) {
    try {
      return JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + reply, e);
    }
  }
}
