package dev.waymark.server.question;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored facts, the review, the lists and the exports of an incident say the same. */
@QuarkusTest
class FactsAgreementTest {
  private static final String ENTRY = "apim-502-bad-gateway";
  private static final String CAUSE = "the-backend-is-slower-than-the-gateway-waits";
  private static final String MICROS = "(extract(epoch from %s) * 1000000)::bigint";

  @Inject People people;
  @Inject FactKeeper keeper;
  @Inject Sql sql;
  private RequestSpecification responder;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  void onAWalkWithDetoursAndANoteAfterItsEnd() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    int proposed = walk.run().getInt("wants.proposed");
    walk.input("take-branch", Map.of("branch", proposed == 3 ? 2 : 3, "reason", "I know better"));
    walk.input("go-back", Map.of("to", "which-apis-fail", "reason", "no, I don't"));
    walk.toTheEnd();
    Instant ended = agreeOn(walk).ended();
    note(walk, "The backend's owner is told");

    Facts facts = agreeOn(walk);
    assertThat(facts.ended()).as("a note doesn't move the end").isEqualTo(ended);
    assertThat(facts.cause()).isEqualTo(CAUSE);
    assertThat(facts.mitigated()).isNotNull();
    assertThat(List.of(facts.overrides(), facts.returns())).containsExactly(1, 1);
  }

  @Test
  void onACauseThatIsConfirmedAgain() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    to(walk, CAUSE);
    walk.step();
    Instant first = Instant.parse(last(walk, "cause-confirmed"));
    walk.input("go-back", Map.of("to", CAUSE, "reason", "another resolution"));
    walk.toTheEnd();

    assertThat(agreeOn(walk).diagnosed()).isEqualTo(first);
    assertThat(Instant.parse(last(walk, "cause-confirmed"))).isAfter(first);
  }

  @Test
  void onAnIncidentThatIsEscalatedAlthoughItSeemedMended() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    to(walk, "prevention");
    walk.input("escalate", Map.of("reason", "it is back"));
    walk.toTheEnd();

    Facts facts = agreeOn(walk);
    assertThat(facts.state()).isEqualTo("escalated");
    assertThat(facts.mitigated()).isNull();
    assertThat(facts.cause()).isEqualTo(CAUSE);
  }

  @Test
  void onACauseThatAnEarlierRunConfirmed() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout").toTheEnd();
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("entry", ENTRY, "scenario", "backend-timeout"))
        .post("/api/v1/incidents/" + walk.incident() + "/runs")
        .then()
        .statusCode(200);
    walk.refresh();
    walk.input("end", Map.of("outcome", "not-covered", "reason", "somebody else looks at it"));

    Facts facts = agreeOn(walk);
    assertThat(facts.state()).isEqualTo("not-covered");
    assertThat(facts.cause()).isEqualTo(CAUSE);
    assertThat(facts.mitigated()).as("of the last run").isNull();
  }

  @Test
  void onAnIncidentThatAnEarlierVersionKeptOtherwise() throws SQLException, IOException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout").toTheEnd();
    Facts facts = agreeOn(walk);
    sql.run(
        "update incident set ended_at = ended_at + interval '1 hour', cause = null,"
            + " cause_title = null where number = ?",
        walk.incident());
    correctRows();
    assertThat(agreeOn(walk)).isEqualTo(facts);
  }

  /** The migration, without its last statement, which has all incidents folded again. */
  private void correctRows() throws SQLException, IOException {
    try (InputStream migration =
        FactsAgreementTest.class.getResourceAsStream(
            "/db/migration/V12__one_meaning_of_facts.sql")) {
      String[] statements = new String(migration.readAllBytes(), UTF_8).split(";\n");
      assertThat(statements).hasSize(3);
      sql.run(statements[0]);
      sql.run(statements[1]);
    }
  }

  /** What all of them say. */
  private record Facts(
      String state,
      @Nullable String cause,
      @Nullable Instant acknowledged,
      @Nullable Instant diagnosed,
      @Nullable Instant mitigated,
      @Nullable Instant ended,
      int overrides,
      int returns) {}

  private Facts agreeOn(ScenarioWalk walk) throws SQLException {
    keeper.catchUp();
    Facts stored = stored(walk.incident());
    String base = "/api/v1/incidents/" + walk.incident();
    JsonPath incident = json(base);
    JsonPath review = json(base + "/review");
    JsonPath export = json(base + "/export.json");
    List<String> findings = review.getList("findings");
    assertThat(
            new Facts(
                incident.getString("state"),
                incident.getString("cause"),
                time(review, "acknowledged"),
                time(review, "diagnosed"),
                time(review, "mitigated"),
                time(review, "ended"),
                count(findings, "the entry proposed “"),
                count(findings, "led nowhere")))
        .isEqualTo(stored);
    assertThat(time(incident, "endedAt")).isEqualTo(stored.ended());
    assertThat(time(export, "endedAt")).isEqualTo(stored.ended());
    assertThat(export.getString("cause")).isEqualTo(stored.cause());
    String title = incident.getString("causeTitle");
    assertThat(text(base + "/export.md")).contains("**Cause:** " + title);
    assertThat(text("/incidents/" + walk.incident() + "/review")).contains(title);
    assertThat(review.getString("summary")).contains("The cause: " + title);
    assertThat(behind(walk.incident())).contains(walk.incident());
    return stored;
  }

  private Facts stored(long incident) throws SQLException {
    String times =
        String.join(
            ", ",
            List.of("acknowledged_at", "diagnosed_at", "mitigated_at", "ended_at").stream()
                .map(MICROS::formatted)
                .toList());
    String[] cells =
        sql.lines(
                "select state, cause, "
                    + times
                    + ", overrides, returns from review.incidents"
                    + " where incident = ?",
                incident)
            .getFirst()
            .split("\\|");
    return new Facts(
        cells[0],
        cells[1].equals("null") ? null : cells[1],
        micros(cells[2]),
        micros(cells[3]),
        micros(cells[4]),
        micros(cells[5]),
        Integer.parseInt(cells[6]),
        Integer.parseInt(cells[7]));
  }

  /** The incidents that the question on causes counts beside this one. */
  private List<Long> behind(long incident) throws SQLException {
    String cause =
        sql.lines("select cause from fact_incident where incident = ?", incident).getFirst();
    return json("/api/v1/review/questions/causes/incidents?kind=drill&column=incidents&k_cause="
            + cause)
        .getList("incidents.number", Long.class);
  }

  /** Goes on until the run is at a node. */
  private static void to(ScenarioWalk walk, String node) {
    while (!walk.path().getLast().equals(node)) {
      walk.step();
    }
  }

  private void note(ScenarioWalk walk, String text) {
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("type", "note", "visit", 1, "text", text))
        .post("/api/v1/runs/" + walk.runId() + "/inputs")
        .then()
        .statusCode(200);
  }

  /** When an event of a kind happened last. */
  private String last(ScenarioWalk walk, String kind) {
    List<String> times =
        json("/api/v1/incidents/" + walk.incident() + "/export.json")
            .getList("runs[0].events.findAll { it.type == '" + kind + "' }.at");
    return times.getLast();
  }

  private JsonPath json(String address) {
    return given().spec(responder).get(address).then().statusCode(200).extract().jsonPath();
  }

  private String text(String address) {
    return given().spec(responder).get(address).then().statusCode(200).extract().asString();
  }

  private static int count(List<String> sentences, String words) {
    return (int) sentences.stream().filter(sentence -> sentence.contains(words)).count();
  }

  private static @Nullable Instant time(JsonPath json, String name) {
    String time = json.getString(name);
    return time == null ? null : Instant.parse(time);
  }

  private static @Nullable Instant micros(String cell) {
    return cell.equals("null") ? null : Instant.EPOCH.plus(Long.parseLong(cell), ChronoUnit.MICROS);
  }
}
