package dev.waymark.server.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.draw.Heat;
import dev.waymark.server.account.Role;
import dev.waymark.server.question.EntryMemory.Coverage;
import dev.waymark.server.question.EntryMemory.Step;
import dev.waymark.server.question.EntryMemory.Untested;
import dev.waymark.server.question.EntryMemory.Way;
import dev.waymark.server.support.People;
import dev.waymark.server.support.ScenarioWalk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntryMemoriesTest {
  private static final String KEYVAULT = "keyvault-denies-requests";

  @Inject EntryMemories memories;
  @Inject HandMade handMade;
  @Inject FactKeeper keeper;
  @Inject People people;

  @BeforeEach
  void fill() throws SQLException {
    handMade.fill();
  }

  @Test
  void anEntryRemembersWhatHappenedInItsIncidents() {
    EntryMemory memory = memories.of("hand-a");

    assertThat(memory.lastSuccess()).contains(Instant.parse("2026-02-12T02:00:00Z"));
    assertThat(memory.lastFailure()).contains(Instant.parse("2026-02-13T00:50:00Z"));
    assertThat(memory.ways())
        .contains(
            new Way("check", "row.A > 1", "Ask", "ask", 4, 0),
            new Way("check", "row.A == 1", "Y", "cause-y", 1, 1),
            new Way("ask", "yes", "X", "cause-x", 3, 0));
    assertThat(memory.steps())
        .containsExactly(
            new Step("ask", "Ask", 4, 150),
            new Step("cause-x", "X", 1, 10),
            new Step("check", "Check", 6, 150));
    assertThat(memory.gaps()).containsExactly(new Way("check", "", "escalated", "", 1, 0));
  }

  @Test
  void anEntryKnowsWhichBranchesNoScenarioTakes() {
    assertThat(memories.of("hand-a").coverage())
        .isEqualTo(
            new Coverage(
                true,
                5,
                List.of(
                    new Untested("check", "Check", "Y"),
                    new Untested("check", "Check", "Escalate"))));
    assertThat(memories.of("no-such-entry").coverage()).isEqualTo(new Coverage(true, 0, List.of()));
  }

  @Test
  void anEntryThatNobodyWalkedRemembersNothing() {
    EntryMemory memory = memories.of("hand-b");
    assertThat(memory.ways()).isEmpty();
    assertThat(memory.lastSuccess()).isEmpty();
    assertThat(memories.of("no-such-entry").ways()).isEmpty();
  }

  @Test
  void howOftenWaysOnWereTakenIsToldOfIncidentsAndOfDrillsApart() {
    assertThat(memories.taken("hand-a", false))
        .containsExactly(
            new Heat.Taken("check", "ask", "row.A > 1", 4, "Check → Ask"),
            new Heat.Taken("ask", "cause-x", "yes", 3, "Ask → X"),
            new Heat.Taken("check", "cause-y", "row.A == 1", 1, "Check → Y"),
            new Heat.Taken("cause-x", "fix", "", 1, "X → Fix"));
    assertThat(memories.taken("hand-a", true))
        .containsExactly(
            new Heat.Taken("check", "ask", "row.A > 1", 1, "Check → Ask"),
            new Heat.Taken("ask", "cause-x", "yes", 1, "Ask → X"));
    assertThat(memories.taken("hand-b", false)).isEmpty();
  }

  @Test
  void aTreeTellsWhatDrillsTookOfIt() {
    ScenarioWalk.open(people.as(Role.RESPONDER), KEYVAULT, "expired-secret-is-still-read")
        .toTheEnd();
    keeper.catchUp();
    assertThat(
            given()
                .spec(people.as(Role.VIEWER))
                .queryParam("of", "drills")
                .get("/entries/" + KEYVAULT + "/tree")
                .asString())
        .contains("tree-heat-0", "tree-heat-4", "×</tspan>")
        .doesNotContain("No drill has walked", "on ways that this text no longer has");
  }

  @Test
  void aStepSaysInOneLineWhatHappenedBefore() {
    assertThat(memories.before("hand-a", "check", 1))
        .contains("Seen 6 times; 4 took “Ask”, last on 10 Feb 2026 in #900003.");
    assertThat(memories.before("hand-a", "cause-x", 1))
        .contains("Seen once; it took “Fix”, last on 5 Jan 2026 in #900001.");
    assertThat(memories.before("hand-a", "fix", 1)).isEmpty();
    assertThat(memories.before("no-such-entry", "check", 1)).isEmpty();
  }
}
