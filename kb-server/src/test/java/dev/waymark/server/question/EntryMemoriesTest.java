package dev.waymark.server.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.question.EntryMemory.Coverage;
import dev.waymark.server.question.EntryMemory.Step;
import dev.waymark.server.question.EntryMemory.Untested;
import dev.waymark.server.question.EntryMemory.Way;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntryMemoriesTest {
  @Inject EntryMemories memories;
  @Inject HandMade handMade;

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
  void aStepSaysInOneLineWhatHappenedBefore() {
    assertThat(memories.before("hand-a", "check"))
        .contains("Seen 6 times; 4 took “Ask”, last on 10 Feb 2026 in #900003.");
    assertThat(memories.before("hand-a", "cause-x"))
        .contains("Seen once; it took “Fix”, last on 5 Jan 2026 in #900001.");
    assertThat(memories.before("hand-a", "fix")).isEmpty();
    assertThat(memories.before("no-such-entry", "check")).isEmpty();
  }
}
