package dev.waymark.runbooks.scenario;

import static dev.waymark.runbooks.run.TreeBuilder.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.run.TreeBuilder;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioLoaderTest {
  private static final String GOOD =
      """
      title: The backend is slow
      parameters: {window: 1h, limit: 5}
      questions:
        ask: "Yes"
      actions:
        cause: mend
      path:
        - first
        - cause
      outcome: not-covered
      """;

  @TempDir private Path folder;

  @Test
  void readsAScenario() throws IOException {
    StageResult<Scenario> loaded = load(GOOD);
    assertThat(loaded.issues()).isEmpty();
    assertThat(loaded.value())
        .contains(
            new Scenario(
                "slow",
                "The backend is slow",
                folder.resolve("slow"),
                Map.of("window", "1h", "limit", "5"),
                Map.of("ask", "Yes"),
                Map.of("cause", "mend"),
                Scenario.VERIFIED_AFTER,
                List.of("first", "cause"),
                Outcome.NOT_COVERED));
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    assertThat(
            issues(
                """
                title: [a]
                titel: b
                parameters: [x]
                questions: {a: {b: c}, a: d}
                path: first
                outcome: solved
                """))
        .containsExactly(
            "SC03 2:8 A scenario has no key `titel`",
            "SC05 1:8 `title` isn't a text",
            "SC05 5:7 `path` isn't a list",
            "SC07 6:10 `solved` isn't an outcome",
            "SC05 3:13 `parameters` isn't a map of `key: value`",
            "SC04 4:24 `a` is given twice",
            "SC05 4:16 `a` isn't a text");
    assertThat(issues("title: x\n"))
        .containsExactly(
            "SC06 1:1 The scenario has no `path`", "SC06 1:1 The scenario has no `outcome`");
  }

  @Test
  void hostileYamlIsRefused() throws IOException {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x]\n");
    for (int i = 1; i < 60; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    for (String text :
        List.of(
            "",
            "# nothing\n",
            "a: [",
            "\t",
            "a: &x [*x]\npath: *y",
            "--- 1\n--- 2",
            "[".repeat(20_000),
            "a: ".repeat(1_000),
            "x".repeat(70_000),
            laughs.toString(),
            "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
            "a: \0")) {
      StageResult<Scenario> loaded = load(text);
      assertThat(loaded.hasErrors()).as(text.substring(0, Math.min(20, text.length()))).isTrue();
      assertThat(loaded.value()).isEmpty();
    }
  }

  @Test
  void filesOutsideAreNeverRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), GOOD);
    Path scenario = Files.createDirectories(folder.resolve("slow/answers")).getParent();
    Files.createSymbolicLink(scenario.resolve("scenario.yaml"), secret);
    assertThat(ScenarioLoader.load(scenario, Schemas.NONE).issues())
        .extracting(Issue::code)
        .containsExactly(ScenarioIssue.OUTSIDE);

    Files.delete(scenario.resolve("scenario.yaml"));
    Files.writeString(scenario.resolve("scenario.yaml"), GOOD);
    Files.createSymbolicLink(scenario.resolve("answers/first.csv"), secret);
    assertThat(ScenarioLoader.load(scenario, Schemas.NONE).issues())
        .extracting(Issue::code)
        .containsExactly(ScenarioIssue.OUTSIDE);
    assertThat(new ScenarioFolder(scenario).read("../secret.yaml", 100))
        .isEqualTo(new ScenarioFolder.Content.Outside());
    assertThat(new ScenarioFolder(scenario).read("/etc/passwd", 100_000))
        .isEqualTo(new ScenarioFolder.Content.Outside());
    assertThat(new ScenarioFolder(scenario).read("a\0b", 100))
        .isEqualTo(new ScenarioFolder.Content.Absent());
  }

  @Test
  void aBrokenAnswerIsToldWithItsLine() throws IOException {
    load(GOOD);
    Path answers = Files.createDirectories(folder.resolve("slow/answers"));
    Files.writeString(answers.resolve("first.csv"), "N:long\n1\nx\n");
    Files.write(answers.resolve("second.txt"), new byte[] {(byte) 0xC3});
    List<Issue> issues = ScenarioLoader.load(folder.resolve("slow"), Schemas.NONE).issues();
    assertThat(issues)
        .extracting(Issue::message)
        .containsExactly(
            "The recorded answer can't be read: “x” isn't of type long, the type of `N`",
            "The recorded answer can't be read: it isn't UTF-8");
    assertThat(issues.get(0).file().position(issues.get(0).span().start()).line()).isEqualTo(3);
  }

  @Test
  void loadsAllOfAnEntryInOrder() throws IOException {
    assertThat(ScenarioLoader.loadAll(folder.resolve("none"), Schemas.NONE)).isEmpty();
    load(GOOD);
    Files.createDirectories(folder.resolve("broken"));
    Files.createDirectories(folder.resolve(".hidden"));
    Files.writeString(folder.resolve("README.md"), "How these were recorded");
    Files.writeString(folder.resolve("lone.yml"), GOOD);
    Path elsewhere = Files.createDirectories(folder.resolve(".elsewhere"));
    Files.writeString(elsewhere.resolve("scenario.yaml"), GOOD);
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere.toAbsolutePath());
    assertThat(ScenarioLoader.loadAll(folder, Schemas.NONE))
        .extracting(
            LoadedScenario::name,
            loaded -> loaded.scenario().isPresent(),
            loaded -> loaded.errors().stream().map(issue -> issue.code().code()).toList())
        .containsExactly(
            tuple("broken", false, List.of("SC01")),
            tuple("linked", false, List.of("SC08")),
            tuple("lone.yml", false, List.of("SC01")),
            tuple("slow", true, List.of()));
    assertThat(ScenarioLoader.folderOf(Path.of("kb/apim-502.md")))
        .isEqualTo(Path.of("kb/apim-502.scenarios"));
  }

  @Test
  void namesThatTheEntryDoesntHaveAreTold() throws IOException {
    Tree tree =
        TreeBuilder.entry("e")
            .parameter("window", ParameterType.TIMESPAN)
            .query("first", check(KqlFence.KIND, "T").otherwise(State.UNKNOWN, "ask"))
            .question("ask", "No", "cause")
            .cause("cause", "look")
            .action("look", 0)
            .build();
    Scenario scenario = load(GOOD.replace("- first", "- frist")).value().orElseThrow();
    Path answers = Files.createDirectories(folder.resolve("slow/answers"));
    Files.writeString(answers.resolve("first.2.csv"), "N\n");
    Files.writeString(answers.resolve("cause.csv"), "N\n");
    assertThat(ScenarioLoader.check(scenario, tree))
        .extracting(issue -> issue.file().position(issue.span().start()).line())
        .containsExactly(2, 4, 6, 8, 1);
    assertThat(ScenarioLoader.check(scenario, tree))
        .extracting(Issue::message)
        .containsExactly(
            "Parameter `limit`: the entry has no such parameter",
            "`ask` has no answer “Yes”",
            "The cause `cause` has no action `mend`",
            "The entry has no `frist`",
            "`answers/cause.csv` doesn't name a step of the entry that asks something");
  }

  private List<String> issues(String yaml) throws IOException {
    return load(yaml).issues().stream()
        .map(
            issue ->
                "%s %d:%d %s"
                    .formatted(
                        issue.code().code(),
                        issue.file().position(issue.span().start()).line(),
                        issue.file().position(issue.span().start()).column(),
                        issue.message()))
        .toList();
  }

  private StageResult<Scenario> load(String yaml) throws IOException {
    Path scenario = Files.createDirectories(folder.resolve("slow"));
    Files.writeString(scenario.resolve("scenario.yaml"), yaml);
    return ScenarioLoader.load(scenario, Schemas.NONE);
  }
}
