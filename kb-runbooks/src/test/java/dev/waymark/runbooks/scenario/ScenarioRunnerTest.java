package dev.waymark.runbooks.scenario;

import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.run.TreeBuilder;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRunnerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T02:00:00Z"), ZoneOffset.UTC);

  private final Tree tree =
      TreeBuilder.entry("sample")
          .parameter("limit", ParameterType.INT, "5")
          .query(
              "which-fail",
              check(KqlFence.KIND, "T | summarize N = count()")
                  .when(State.HEALTHY, "row.N == 0", "ask")
                  .otherwise(State.FAILED, "slow"))
          .question("ask", "Yes", "prevention", "No", "escalation")
          .cause("slow", "look", "mend")
          .action("look", 1)
          .action(
              "mend",
              2,
              check(HttpFence.KIND, "GET https://contoso.com/")
                  .when(State.HEALTHY, "row.Status == 200", "prevention")
                  .otherwise(State.FAILED, "which-fail"))
          .prevention()
          .escalation()
          .build();

  @TempDir private Path folder;

  @Test
  void walksTheExpectedPath() throws IOException {
    scenario(
        "[which-fail, slow, mend, which-fail, slow, mend, prevention]", "actions: {slow: mend}");
    answer("which-fail.csv", "N\n3\n");
    answer("mend.json", "[{\"Status\": 502}]");
    answer("mend.2.json", "[{\"Status\": 200}]");
    ScenarioWalk walk = run();
    assertThat(walk.difference()).isEmpty();
    assertThat(walk.passed()).isTrue();
    assertThat(WalkText.of(tree, walk.state().orElseThrow()))
        .isEqualTo(
            """
            1. which fail  #which-fail
               1 row from scenario slow
               [ ] healthy: row.N == 0 (row.N = 3)
               [x] failed: otherwise (no earlier pattern holds)
               -> #slow
            2. slow  #slow
               confirmed -> #mend
            3. mend  #mend
               1 row from scenario slow
               [ ] healthy: row.Status == 200 (row.Status = 502)
               [x] failed: otherwise (no earlier pattern holds)
               -> #which-fail
            4. which fail  #which-fail
               1 row from scenario slow
               [ ] healthy: row.N == 0 (row.N = 3)
               [x] failed: otherwise (no earlier pattern holds)
               -> #slow
            5. slow  #slow
               confirmed -> #mend
            6. mend  #mend
               1 row from scenario slow
               [x] healthy: row.Status == 200 (row.Status = 200)
               [-] failed: otherwise (not tried)
               -> #prevention
            7. prevention  #prevention
               ended as resolved
            resolved
            """);
  }

  @Test
  void aPersonsVerdictsAreRecordedByVisit() throws IOException {
    Tree chart =
        TreeBuilder.entry("sample")
            .cause("slow", "mend")
            .verdict("mend", 1, "prevention", "slow")
            .prevention()
            .escalation()
            .build();
    scenario("[slow, mend, slow, mend, prevention]", "questions: {mend: \"No\", mend.2: \"yes\"}");
    Scenario scenario =
        ScenarioLoader.load(folder.resolve("slow"), Schemas.NONE).value().orElseThrow();
    ScenarioWalk walk =
        new ScenarioRunner(chart).run(scenario, new RecordedSource(scenario, CLOCK), CLOCK);
    assertThat(walk.difference()).isEmpty();
    assertThat(WalkText.of(chart, walk.state().orElseThrow())).contains("“No” -> #slow");
    assertThat(Coverage.of(chart, List.of(walk)).untaken()).isEmpty();
    SourceFile file = new SourceFile("scenario.yaml", "");
    assertThat(new ScenarioCheck(scenario, chart, file).issues()).isEmpty();
  }

  @Test
  void theFirstDifferenceIsToldWithWhatLedThere() throws IOException {
    scenario("[which-fail, ask, prevention]", "questions: {ask: \"Yes\"}");
    answer("which-fail.csv", "N\n3\n");
    ScenarioWalk.Difference difference = run().difference().orElseThrow();
    assertThat(difference.message()).isEqualTo("step 2: expected ask, got slow");
    assertThat(difference.why())
        .containsExactly(
            "1 row from scenario slow",
            "[ ] healthy: row.N == 0 (row.N = 3)",
            "[x] failed: otherwise (no earlier pattern holds)",
            "-> #slow");
  }

  @Test
  void aMissingAnswerNamesTheFileToAdd() throws IOException {
    scenario("[which-fail, ask, prevention]", "");
    ScenarioWalk.Difference difference = run().difference().orElseThrow();
    assertThat(difference.message()).isEqualTo("step 2: expected ask, got a walk that stops");
    assertThat(difference.why())
        .contains(
            "no answer from scenario slow: Nothing is recorded for `which-fail`."
                + " Add `answers/which-fail.csv` (or .json, .txt) to the scenario `slow`.");
  }

  @Test
  void aQuestionWithoutAnAnswerStopsTheWalk() throws IOException {
    scenario("[which-fail, ask, prevention]", "");
    answer("which-fail.csv", "N\n0\n");
    assertThat(run().difference().orElseThrow().why())
        .containsExactly(
            "`questions: ask:` in scenario.yaml is missing; the answers are “Yes”, “No”.");
  }

  @Test
  void anotherOutcomeIsADifference() throws IOException {
    scenario("[which-fail, ask, escalation]", "questions: {ask: \"No\"}");
    answer("which-fail.csv", "N\n0\n");
    assertThat(run().difference().orElseThrow().message())
        .isEqualTo("step 4: expected resolved, got not-covered");
  }

  @Test
  void aWalkInCirclesStopsWhereItComesBack() throws IOException {
    scenario("[which-fail]", "actions: {slow: mend}");
    answer("which-fail.csv", "N\n3\n");
    answer("mend.json", "[{\"Status\": 502}]");
    ScenarioWalk walk = run();
    assertThat(walk.path()).containsExactly("which-fail", "slow", "mend", "which-fail");
    assertThat(walk.difference().orElseThrow().message())
        .isEqualTo("step 2: expected resolved, got slow");
  }

  @Test
  void aWalkThatLeavesItsPathIsFollowedToItsEnd() throws IOException {
    scenario("[which-fail, ask]", "actions: {slow: mend}");
    answer("which-fail.csv", "N\n3\n");
    answer("mend.json", "[{\"Status\": 200}]");
    ScenarioWalk walk = run();
    assertThat(walk.path()).containsExactly("which-fail", "slow", "mend", "prevention");
    assertThat(walk.difference().orElseThrow().message())
        .isEqualTo("step 2: expected ask, got slow");
  }

  @Test
  void badParametersKeepItFromStarting() throws IOException {
    scenario("[which-fail]", "parameters: {limit: many}");
    ScenarioWalk walk = run();
    assertThat(walk.state()).isEmpty();
    assertThat(walk.difference().orElseThrow().why())
        .containsExactly(
            "`limit`: expected a whole number such as 42, not “many”."
                + " Give each of these parameters a value of its type.");
  }

  @Test
  void anotherSourceAnswersWhatIsntRecorded() throws IOException {
    scenario("[which-fail, ask, escalation]", "questions: {ask: \"No\"}");
    Scenario scenario =
        ScenarioLoader.load(folder.resolve("slow"), Schemas.NONE).value().orElseThrow();
    var source =
        new RecordedSource(
            scenario,
            CLOCK,
            request ->
                new Answer.Failed(
                    FailureKind.TIMED_OUT,
                    "asked elsewhere",
                    "",
                    dev.waymark.model.run.Provenance.offline("elsewhere", false, CLOCK.instant())));
    assertThat(
            new ScenarioRunner(tree).run(scenario, source, CLOCK).difference().orElseThrow().why())
        .contains("no answer from elsewhere: asked elsewhere. ");
  }

  @Test
  void coverageNamesWhatNoScenarioTakes() throws IOException {
    scenario("[which-fail, ask, escalation]", "questions: {ask: \"No\"}");
    answer("which-fail.csv", "N\n0\n");
    Coverage coverage = Coverage.of(tree, List.of(run()));
    assertThat(coverage.taken()).isEqualTo(2);
    assertThat(coverage.total()).isEqualTo(6);
    assertThat(coverage.untaken())
        .extracting(untaken -> untaken.node() + " " + untaken.text())
        .containsExactly(
            "which-fail failed: otherwise",
            "ask Yes",
            "mend healthy: row.Status == 200",
            "mend failed: otherwise");
  }

  @Test
  void controlCharactersNeverReachTheTerminal() throws IOException {
    scenario("[which-fail, ask, escalation]", "questions: {ask: \"No\"}");
    answer("which-fail.csv", "N:string\n\u001B[2J\u009B1m\u202Eevil\n");
    String text = WalkText.of(tree, run().state().orElseThrow());
    assertThat(text).doesNotContain("\u001B", "\u009B", "\u202E");
  }

  private void scenario(String path, String more) throws IOException {
    Files.createDirectories(folder.resolve("slow/answers"));
    Files.writeString(
        folder.resolve("slow/scenario.yaml"),
        "title: Slow\npath: %s\noutcome: resolved\n%s\n".formatted(path, more));
  }

  private void answer(String name, String text) throws IOException {
    Files.writeString(folder.resolve("slow/answers").resolve(name), text);
  }

  private ScenarioWalk run() {
    Scenario scenario =
        ScenarioLoader.load(folder.resolve("slow"), Schemas.NONE).value().orElseThrow();
    return new ScenarioRunner(tree).run(scenario, new RecordedSource(scenario, CLOCK), CLOCK);
  }
}
