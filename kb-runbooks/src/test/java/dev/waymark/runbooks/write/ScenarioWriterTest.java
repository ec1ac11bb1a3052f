package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioWriterTest {
  private static final Clock THEN =
      Clock.fixed(Instant.parse("2026-11-20T02:00:00Z"), ZoneOffset.UTC);
  private static final Clock LATER = Clock.offset(THEN, Duration.ofDays(400));

  static Stream<Arguments> bundled() {
    return Runbooks.load(Path.of("../kb-content/entries"), LocalDate.of(2026, 12, 1))
        .entries()
        .stream()
        .flatMap(
            entry ->
                entry.scenarios().stream()
                    .map(scenario -> Arguments.of(scenario.name(), entry, scenario)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bundled")
  void aRecordedRunIsWalkedAgain(
      String name, CompiledEntry entry, Scenario scenario, @TempDir Path folder)
      throws IOException {
    Tree tree = entry.tree().orElseThrow();
    ScenarioWalk walk =
        new ScenarioRunner(tree)
            .run(scenario, RecordedSource.withTables(scenario, entry.schemas(), THEN), THEN);
    assertThat(walk.passed()).isTrue();
    walkAgain(entry, walk, folder.resolve("as-it-was"), Anonymiser.keepingNames());
    Map<String, String> parameters = scenario.parameters();
    List<Anonymiser.Value> values =
        tree.entry().frontMatter().parameters().stream()
            .filter(parameter -> parameters.containsKey(parameter.name()))
            .map(parameter -> value(parameter, parameters))
            .toList();
    NewScenario hidden =
        walkAgain(entry, walk, folder.resolve("hidden"), Anonymiser.hiding(List.of(), values));
    values.stream()
        .filter(value -> value.type() == ParameterType.RESOURCE)
        .forEach(
            value ->
                hidden
                    .files()
                    .forEach((file, text) -> assertThat(text).doesNotContain(value.text())));
  }

  @Test
  void aVerificationThatWasWaitedForIsWalkedAgain(@TempDir Path folder) throws IOException {
    Schemas schemas =
        new Schemas(SchemaReader.read("t.yaml", "Calls: {TimeGenerated: datetime, Status: int}\n"));
    CompiledEntry entry =
        Runbooks.compile(
            TestFiles.resource(Runbooks.class, "calls-fail.md"),
            schemas,
            LocalDate.of(2026, 11, 20));
    Tree tree = entry.tree().orElseThrow();
    RunMachine machine = new RunMachine(tree);
    RunState state =
        accepted(
            machine.start(
                Map.of("workspace", "00000000-0000-0000-0000-000000000002"),
                Optional.empty(),
                Optional.empty()));
    Instant done = Instant.parse("2026-11-01T02:00:00Z");
    List<RunInput> inputs =
        List.of(
            new RunInput.Receive(1, answer(done.minusSeconds(60), 5, 5, done.minusSeconds(240))),
            new RunInput.TakeBranch(1, 0, Optional.empty()),
            new RunInput.Confirm(2, "restart-it", Optional.empty()),
            new RunInput.Finish(3),
            new RunInput.Receive(3, answer(done.plusSeconds(5), 0, 0, done)),
            new RunInput.TakeBranch(3, 0, Optional.empty()),
            new RunInput.Receive(3, answer(done.plusSeconds(190), 2, 0, done.plusSeconds(40))),
            new RunInput.TakeBranch(3, 1, Optional.empty()),
            new RunInput.End(4, Outcome.RESOLVED, Optional.empty()));
    for (RunInput input : inputs) {
      state = accepted(machine.accept(state, input, done));
    }

    NewScenario files = ScenarioWriter.write("one", "One", tree, state, Anonymiser.keepingNames());

    assertThat(files.toDo()).isEmpty();
    assertThat(files.files().get("answers/restart-it.again.csv")).contains("2,0,-PT14M20S");
    for (Map.Entry<String, String> file : files.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Scenario again = ScenarioLoader.load(folder, schemas).value().orElseThrow();
    assertThat(ScenarioLoader.check(again, tree)).isEmpty();
    assertThat(
            new ScenarioRunner(tree)
                .run(again, new RecordedSource(again, LATER), LATER)
                .difference())
        .isEmpty();
  }

  private static Answer answer(Instant at, long calls, long failed, Instant first) {
    return new Answer.Complete(
        new Table(
            List.of(
                new Column("Calls", ColumnType.LONG),
                new Column("Failed", ColumnType.LONG),
                new Column("First", ColumnType.DATETIME)),
            List.of(Row.of(calls, failed, first))),
        Provenance.offline("Log Analytics", false, at));
  }

  private static RunState accepted(Reaction reaction) {
    return ((Reaction.Accepted) reaction).state();
  }

  private static Anonymiser.Value value(Parameter parameter, Map<String, String> texts) {
    return new Anonymiser.Value(parameter.type(), String.valueOf(texts.get(parameter.name())));
  }

  private static NewScenario walkAgain(
      CompiledEntry entry, ScenarioWalk walk, Path folder, Anonymiser anonymiser)
      throws IOException {
    Tree tree = entry.tree().orElseThrow();
    NewScenario files =
        ScenarioWriter.write(
            "incident-142", "Incident 142", tree, walk.state().orElseThrow(), anonymiser);
    assertThat(files.toDo()).isEmpty();
    for (Map.Entry<String, String> file : files.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    StageResult<Scenario> loaded = ScenarioLoader.load(folder, entry.schemas());
    assertThat(loaded.issues()).isEmpty();
    Scenario again = loaded.value().orElseThrow();
    assertThat(ScenarioLoader.check(again, tree)).isEmpty();
    ScenarioWalk second =
        new ScenarioRunner(tree).run(again, new RecordedSource(again, LATER), LATER);
    assertThat(second.difference()).isEmpty();
    assertThat(second.path()).isEqualTo(walk.path());
    return files;
  }
}
