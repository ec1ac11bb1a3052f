package dev.waymark.server.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is folded of walks that the server has recorded. */
@QuarkusTest
class FactsTest {
  private static final String ENTRY = "apim-502-bad-gateway";

  @Inject People people;
  @Inject FactKeeper keeper;
  @Inject Sql sql;
  private RequestSpecification responder;

  @BeforeEach
  void signIn() {
    responder = people.as(Role.RESPONDER);
  }

  @Test
  void aWalkToTheEndIsOneVisitAStep() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout").toTheEnd();
    keeper.catchUp();

    assertThat(
            sql.lines(
                "select entry_id, drill, state, outcome, covered, cause, visits, overrides,"
                    + " returns, diagnosed_at is not null and mitigated_at >= diagnosed_at and"
                    + " resolved_at >= mitigated_at and ended_at = resolved_at and acknowledged_at"
                    + " = opened_at from review.incidents where incident = ?",
                walk.incident()))
        .containsExactly(
            ENTRY + "|t|resolved|resolved|t|the-backend-is-slower-than-the-gateway-waits|9|0|0|t");
    assertThat(
            sql.lines(
                "select visit, node, kind, left_by, coalesce(to_node, '-'), taken = proposed,"
                    + " overridden, by_person, asked"
                    + " from review.visits where incident = ? order by visit",
                walk.incident()))
        .containsExactly(
            "1|which-apis-fail|query|branch|what-state-is-the-instance-in|t|f|t|1",
            "2|what-state-is-the-instance-in|query|branch|when-did-it-begin|t|f|t|1",
            "3|when-did-it-begin|query|branch|what-changed|t|f|t|1",
            "4|what-changed|query|branch|what-does-the-gateway-report|t|f|t|1",
            "5|what-does-the-gateway-report|query|branch|how-slow-is-the-backend|t|f|t|1",
            "6|how-slow-is-the-backend|query|branch|the-backend-is-slower-than-the-gateway-waits"
                + "|t|f|t|1",
            "7|the-backend-is-slower-than-the-gateway-waits|cause|confirm|raise-the-timeout|null|f|t|0",
            "8|raise-the-timeout|action|branch|prevention|t|f|t|1",
            "9|prevention|prevention|end|-|null|f|t|0");
    assertThat(
            sql.lines(
                "select bool_and(seconds >= 0), sum(seconds) <= extract(epoch from"
                    + " max(i.ended_at) - max(i.opened_at)) + 1 from review.visits"
                    + " join review.incidents i using (incident) where incident = ?",
                walk.incident()))
        .containsExactly("t|t");
  }

  @Test
  void departuresReasonsAndFeedbackAreKept() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    walk.input("feedback", Map.of("feedback", "misled", "text", "it counts too much"));
    walk.input("take-branch", Map.of("branch", 3, "reason", "they all fail"));
    walk.input("go-back", Map.of("to", "which-apis-fail", "reason", "no, they don't"));
    walk.input("hand-over", Map.of("to", "bob", "text", "end of shift"));
    walk.input("escalate", Map.of("reason", "too much for me"));
    walk.input("end", Map.of("outcome", "not-covered", "reason", "nothing fits"));
    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("severity", "sev1", "reason", "it spreads"))
        .post("/api/v1/incidents/" + walk.incident() + "/severity")
        .then()
        .statusCode(200);
    keeper.catchUp();

    assertThat(
            sql.lines(
                "select state, outcome, covered, cause, severity, first_severity, overrides, returns,"
                    + " handovers from review.incidents where incident = ?",
                walk.incident()))
        .containsExactly("not-covered|not-covered|f|null|sev1|sev2|1|1|1");
    assertThat(
            sql.lines(
                "select visit, node, left_by, overridden, dead_end, misled, reason"
                    + " from review.visits where incident = ? order by visit",
                walk.incident()))
        .containsExactly(
            "1|which-apis-fail|branch|t|f|1|they all fail",
            "2|how-far-does-it-reach|return|f|t|0|no, they don't",
            "3|which-apis-fail|escalate|f|f|0|too much for me",
            "4|escalation|end|f|f|0|null");
    assertThat(
            sql.lines(
                "select kind, node, from_value is not null, to_value, reason from review.changes"
                    + " where incident = ? order by at",
                walk.incident()))
        .containsExactly(
            "handover|which-apis-fail|t|bob|end of shift",
            "escalation|which-apis-fail|f|null|too much for me",
            "severity|null|t|sev1|it spreads");
  }

  @Test
  void whatIsDoneIsFoldedInTheBackground() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout").toTheEnd();
    keeper.await(Duration.ofSeconds(30));
    assertThat(
            sql.lines(
                "select state, visits, began_at from review.incidents where incident = ?",
                walk.incident()))
        .containsExactly("resolved|9|null");

    given()
        .spec(responder)
        .contentType(ContentType.JSON)
        .body(Map.of("revision", 1, "beganAt", "2020-01-01T00:00:00Z"))
        .put("/api/v1/incidents/" + walk.incident() + "/review")
        .then()
        .statusCode(200);
    keeper.await(Duration.ofSeconds(30));
    assertThat(
            sql.lines(
                "select began_at is not null from review.incidents where incident = ?",
                walk.incident()))
        .containsExactly("t");
  }

  @Test
  void whoReadsWaitsNoLongerThanAMomentAndFoldsNothing() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    keeper.await(Duration.ofSeconds(30));
    List<String> before = facts(walk);
    assertThat(before).isNotEmpty();

    // As if another server had changed it, and was killed before it could fold it.
    sql.run(
        "update incident set updated_at = updated_at + interval '1 ms' where number = ?",
        walk.incident());
    keeper.await(Duration.ofMillis(50));
    assertThat(facts(walk)).isEqualTo(before);

    keeper.catchUp();
    assertThat(facts(walk)).isNotEqualTo(before);
  }

  @Test
  void whatHasChangedIsFoldedAgainAndNothingElse() throws SQLException {
    ScenarioWalk walk = ScenarioWalk.open(responder, ENTRY, "backend-timeout");
    keeper.catchUp();
    List<String> before = facts(walk);
    keeper.catchUp();
    assertThat(facts(walk)).isEqualTo(before);

    walk.step();
    keeper.catchUp();
    assertThat(facts(walk)).isNotEqualTo(before);
    assertThat(
            sql.lines(
                "select visits, state, outcome, ended_at from review.incidents where incident = ?",
                walk.incident()))
        .containsExactly("2|open|null|null");

    sql.run("delete from fact_incident where incident = ?", walk.incident());
    List<String> none = facts(walk);
    keeper.catchUp();
    assertThat(none).isEmpty();
    assertThat(facts(walk)).hasSize(2);
  }

  @Test
  void whatIsServedIsWrittenDownWithItsTests() throws SQLException {
    keeper.catchUp();

    assertThat(
            sql.lines(
                "select title, service, owners, served, runs, stale_after - reviewed"
                    + " from review.entries where entry_id = ?",
                ENTRY))
        .containsExactly(
            "API Management returns 502 Bad Gateway|Azure API Management|api-platform|t|t|90");
    assertThat(
            sql.lines(
                "select state, condition, label, to_node, served, tested from review.branches"
                    + " where entry_id = ? and node = 'are-the-gateways-logs-switched-on'"
                    + " and kind = 'branch' order by state",
                ENTRY))
        .hasSize(4)
        .allMatch(line -> line.contains("|t|"));
    assertThat(
            sql.lines(
                "select count(*) > 20, bool_or(tested), bool_and(tested is not null)"
                    + " from review.branches where entry_id = ? and served",
                ENTRY))
        .containsExactly("t|t|t");
  }

  private List<String> facts(ScenarioWalk walk) throws SQLException {
    return sql.lines(
        "select f.xmin, f.*, v.* from fact_incident f join fact_visit v using (incident)"
            + " where incident = ? order by v.visit",
        walk.incident());
  }
}
