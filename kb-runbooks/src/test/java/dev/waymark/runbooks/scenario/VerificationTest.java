package dev.waymark.runbooks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications that ask about the time since an action, over tables of that time. */
class VerificationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T02:00:00Z"), ZoneOffset.UTC);
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "test.yaml", "Calls: {TimeGenerated: datetime, Status: int, Host: string}\n"));
  private static final String FAILING = "TimeGenerated,Status\n-PT20M,200\n-PT5M,502\n";
  private static final String MENDED = "TimeGenerated,Status\n-PT12M,502\n-PT9M,200\n-PT1M,200\n";
  private static final String QUIET = "TimeGenerated,Status\n";

  @TempDir private Path folder;
  private final Tree tree =
      Runbooks.compile(
              TestFiles.resource(Runbooks.class, "calls-fail.md"),
              SCHEMAS,
              LocalDate.of(2026, 11, 21))
          .tree()
          .orElseThrow();

  @BeforeEach
  void failing() throws IOException {
    write("Calls.csv", FAILING);
    path("restart-it, prevention");
  }

  @Test
  void failuresFromBeforeTheActionDontCount() throws IOException {
    write("after/restart-it/Calls.csv", MENDED);
    assertThat(walk().difference()).isEmpty();
  }

  @Test
  void failuresSinceTheActionLeadBackAndTheStepsSeeThem() throws IOException {
    write("after/restart-it/Calls.csv", FAILING);
    write("after/restart-it.2/Calls.csv", MENDED);
    path("restart-it, do-calls-fail, down, restart-it, prevention");
    assertThat(walk().difference()).isEmpty();
  }

  @Test
  void whatIsntThereTheSecondTimeIsAsTheFirst() throws IOException {
    write("after/restart-it/Calls.csv", FAILING);
    path(
        "restart-it, do-calls-fail, down, restart-it, do-calls-fail, down, restart-it, prevention");
    write("after/restart-it.3/Calls.csv", MENDED);
    assertThat(walk().difference()).isEmpty();
  }

  @Test
  void whatDoesntDecideYetIsAskedAgainAtTheSameVisit() throws IOException {
    write("after/restart-it/Calls.csv", QUIET);
    write("after/restart-it.again.2/Calls.csv", "TimeGenerated,Status\n-PT19M,200\n");
    ScenarioWalk walk = walk();
    assertThat(walk.difference()).isEmpty();
    Visit verified = walk.state().orElseThrow().visits().get(2);
    assertThat(verified.attempts()).hasSize(3);
    assertThat(verified.attempts().stream().map(Attempt::query).map(BoundQuery::text).distinct())
        .hasSize(1)
        .allMatch(text -> text.startsWith("let since = datetime(2026-11-01T02:00:00.0000000Z);"));
    assertThat(Coverage.of(tree, List.of(walk)).untaken())
        .extracting(Coverage.Untaken::text)
        .containsExactly("healthy: otherwise", "failed: otherwise");
  }

  @Test
  void recordedAnswersAreNamedAlike() throws IOException {
    write("answers/restart-it.csv", "Calls,Failed,First:datetime\n0,0,\n");
    write("answers/restart-it.again.csv", "Calls,Failed,First:datetime\n3,0,-PT2M\n");
    assertThat(walk().difference()).isEmpty();
  }

  @Test
  void whatIsAskedAgainForeverStops() throws IOException {
    write("after/restart-it/Calls.csv", QUIET);
    assertThat(walk().difference().orElseThrow().why())
        .last()
        .isEqualTo(
            "It was asked again 12 times, and every answer says to ask again; record another one in"
                + " `answers/restart-it.again.csv`.");
  }

  @Test
  void timeGoesOnWithActionsAndWaits() throws IOException {
    write("after/restart-it/Calls.csv", "TimeGenerated,Status\n-PT1M,502\n-PT0S,200\n");
    path("verified-after: 30s", "restart-it, prevention");
    assertThat(walk().difference()).isEmpty();
    path("verified-after: 2m", "restart-it, do-calls-fail");
    assertThat(walk().difference().orElseThrow().message())
        .isEqualTo("step 5: expected resolved, got down");
  }

  @Test
  void foldersAndTablesThatNothingReadsAreTold() throws IOException {
    write("after/restart-it/Cals.csv", "TimeGenerated\n");
    write("after/restart-it/notes.txt", "x");
    write("after/Calls.csv", QUIET);
    write("after/down/Calls.csv", QUIET);
    write("after/do-calls-fail.again/Calls.csv", QUIET);
    write("after/restart-it.2/Calls.csv", "TimeGenerated\nyesterday\n");
    StageResult<Scenario> loaded = ScenarioLoader.load(folder.resolve("one"), SCHEMAS);
    assertThat(loaded.issues())
        .extracting(issue -> issue.code().code() + " " + issue.message())
        .containsExactly(
            "SC12 `after/Calls.csv` isn't a folder",
            "SC12 The scenario has no table `Cals` to replace",
            "SC12 `after/restart-it/notes.txt` isn't a table",
            "SC11 “yesterday” isn't of type datetime, the type of `TimeGenerated`");
    assertThat(ScenarioLoader.check(loaded.value().orElseThrow(), tree))
        .extracting(Issue::message)
        .containsExactly(
            "`after/do-calls-fail.again`: nothing is asked again there",
            "`after/down` doesn't name an action of the entry");
  }

  private void path(String rest) throws IOException {
    path("", rest);
  }

  private void path(String more, String rest) throws IOException {
    write(
        "scenario.yaml",
        """
        title: One
        parameters: {workspace: 00000000-0000-0000-0000-000000000002}
        path: [do-calls-fail, down, %s]
        outcome: resolved
        %s
        """
            .formatted(rest, more));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("one").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ScenarioWalk walk() {
    StageResult<Scenario> loaded = ScenarioLoader.load(folder.resolve("one"), SCHEMAS);
    assertThat(loaded.issues()).isEmpty();
    Scenario scenario = loaded.value().orElseThrow();
    assertThat(ScenarioLoader.check(scenario, tree)).isEmpty();
    return new ScenarioRunner(tree)
        .run(scenario, RecordedSource.withTables(scenario, SCHEMAS, CLOCK), CLOCK);
  }
}
