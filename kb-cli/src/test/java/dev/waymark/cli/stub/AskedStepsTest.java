package dev.waymark.cli.stub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.AskedSteps.Step;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedStepsTest {
  private static final String STEP =
      """

      ### %s

      Look.

      ```kql
      print A = %d
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.exists(r, r.A == 7)` | Yes | [%s](#%s) |
      | healthy | otherwise | No | [Escalate](#escalation) |
      """;

  @TempDir private Path folder;
  private Tree tree;

  @BeforeEach
  void compile() throws Exception {
    String entry =
        """
        ---
        id: three-steps
        title: Three steps
        service: None
        severity: sev3
        owners: [platform]
        reviewed: 2026-11-01
        review-every: 90d
        parameters:
          workspace: {type: workspace, description: Any}
        ---
        # Three steps

        Two of them ask the same.

        ## Symptoms

        - None

        ## Diagnostics
        """
            + STEP.formatted("One", 1, "Two", "two")
            + STEP.formatted("Two", 2, "Three", "three")
            + STEP.formatted("Three", 2, "Done", "done")
            + """

            ## Root causes

            ### Done

            Found. [Act](#act).

            ## Resolution

            ### Act

            Risk: read

            - [ ] Act

            ## Prevention

            - None

            ## Escalation

            | Severity | When | Who | Within |
            |---|---|---|---|
            | sev3 | always | platform | 1h |
            """;
    Path file = Files.writeString(folder.resolve("three-steps.md"), entry);
    tree =
        Runbooks.load(List.of(file), LocalDate.of(2026, 11, 21))
            .entries()
            .get(0)
            .tree()
            .orElseThrow();
  }

  private AskedSteps on(String... path) {
    return new AskedSteps(
        tree,
        new Scenario(
            "s",
            "S",
            folder,
            Map.of(),
            Map.of(),
            Map.of(),
            Scenario.VERIFIED_AFTER,
            List.of(path),
            Outcome.RESOLVED),
        Clock.systemUTC());
  }

  private static Step ask(AskedSteps steps, int number) {
    return steps.step(new StubbedLogs(), "let x = 1;\nprint A = " + number + "\n", true);
  }

  @Test
  void stepsOfOneTextTakeTurnsAsThePathSays() {
    AskedSteps steps = on("one", "three", "two", "three");
    assertThat(ask(steps, 1)).isEqualTo(new Step("one", 1, List.of()));
    assertThat(ask(steps, 2)).isEqualTo(new Step("three", 1, List.of()));
    assertThat(ask(steps, 2)).isEqualTo(new Step("two", 1, List.of()));
    assertThat(ask(steps, 2)).isEqualTo(new Step("three", 2, List.of()));
  }

  @Test
  void theFirstStepBeginsAnotherRun() {
    AskedSteps steps = on("one", "two", "one", "three");
    for (int run = 0; run < 2; run++) {
      assertThat(ask(steps, 1)).isEqualTo(new Step("one", 1, List.of()));
      assertThat(ask(steps, 2)).isEqualTo(new Step("two", 1, List.of()));
      assertThat(ask(steps, 1)).isEqualTo(new Step("one", 2, List.of()));
      assertThat(ask(steps, 2)).isEqualTo(new Step("three", 1, List.of()));
    }
  }

  @Test
  void aFurtherPageIsNoFurtherVisit() {
    AskedSteps steps = on("one");
    assertThat(ask(steps, 1)).isEqualTo(new Step("one", 1, List.of()));
    assertThat(steps.step(new StubbedLogs(), "print A = 1", false))
        .isEqualTo(new Step("one", 1, List.of()));
  }

  @Test
  void anotherQueryBelongsToNoStep() {
    assertThat(ask(on("one"), 99)).isEqualTo(new Step("no-step", 1, List.of()));
  }
}
