package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong proposal is overridden, becomes a lesson, and doesn't come again. */
class LessonLearnedTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
  private static final SourceFile ENTRY = new SourceFile("vault.md", RandomEntry.of(5));

  @Test
  void theSameAnswersTakeTheNewBranch(@TempDir Path folder) throws IOException {
    Tree old = tree(ENTRY.text());
    RunState state = overridden(old);
    NewScenario files =
        ScenarioWriter.write("incident-142", "142", old, state, Anonymiser.keepingNames());
    assertThat(files.toDo())
        .singleElement()
        .asString()
        .startsWith("At #who-is-refused another branch was taken");
    for (Map.Entry<String, String> file : files.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Change lesson =
        new Change.AddBranch(
            "who-is-refused",
            new Draft.Branch(
                State.FAILED,
                Optional.of("row.Denied == 5"),
                "Five are enough",
                new Draft.Target("No right", "#no-right")),
            Optional.empty());
    WriteResult written = EntryWriter.write(ENTRY, ENTRY, List.of(lesson));
    assertThat(written).isInstanceOf(WriteResult.Changed.class);

    assertThat(walk(old, folder).difference()).isPresent();
    ScenarioWalk again = walk(tree(((WriteResult.Changed) written).text()), folder);
    assertThat(again.difference()).isEmpty();
    assertThat(again.path())
        .containsExactly("who-is-refused", "no-right", "grant-it", "prevention");
  }

  @Test
  void aScenarioHoldsNoSecret(@TempDir Path folder) throws IOException {
    Tree tree = tree(ENTRY.text());
    RunMachine machine = new RunMachine(tree);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("password", "Tr0ub4dor3xyz9");
    body.put("mail", List.of("eve@contoso.com", "client_secret=x8Q~abcdefghij"));
    Table table =
        new Table(
            List.of(
                new Column("Name", ColumnType.STRING),
                new Column("Denied", ColumnType.LONG),
                new Column("Body", ColumnType.DYNAMIC),
                new Column("At", ColumnType.DATETIME),
                new Column("Share", ColumnType.REAL)),
            List.of(
                Row.of("AccountKey=abcdefghijklmnopqrstuvwxyz0123==", 5L, body, AT, 0.5),
                Row.of("", null, null, AT.minusSeconds(90), Double.NaN)));
    RunState state =
        accepted(
            machine.accept(
                accepted(
                    machine.start(
                        Map.of("workspace", "00000000-0000-0000-0000-000000000002"),
                        Optional.empty(),
                        Optional.empty())),
                new RunInput.Receive(
                    1, new Answer.Complete(table, Provenance.offline("Log Analytics", false, AT))),
                AT));
    NewScenario files =
        ScenarioWriter.write(
            "secret", "Secret", tree, state, Anonymiser.hiding(List.of(), List.of()));
    assertThat(files.files().get("answers/who-is-refused.csv"))
        .isEqualTo(
            """
            Name:string,Denied:long,Body:dynamic,At:datetime,Share:real
            AccountKey=(secret removed: storage account key),5,"{""password"":""(secret removed: password)"",""mail"":[""person1@example.com"",""client_secret=(secret removed: key)""]}",PT0S,0.5
            ,,,-PT1M30S,
            """);
    assertThat(files.toDo()).containsExactly("The run wasn't walked to its end, and a scenario is");
    Path file = folder.resolve("answers/who-is-refused.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.valueOf(files.files().get("answers/who-is-refused.csv")));
    Files.writeString(
        folder.resolve("scenario.yaml"), String.valueOf(files.files().get("scenario.yaml")));
    assertThat(ScenarioLoader.load(folder, Schemas.NONE).issues()).isEmpty();
  }

  private static Tree tree(String text) {
    return Runbooks.compile(new SourceFile("vault.md", text), TODAY).tree().orElseThrow();
  }

  private static ScenarioWalk walk(Tree tree, Path folder) {
    Scenario scenario = ScenarioLoader.load(folder, Schemas.NONE).value().orElseThrow();
    return new ScenarioRunner(tree)
        .run(scenario, new RecordedSource(scenario, Clock.systemUTC()), Clock.systemUTC());
  }

  /** A run on which the person went back from a dead end and took another branch. */
  private static RunState overridden(Tree tree) {
    RunMachine machine = new RunMachine(tree);
    RunState state =
        accepted(
            machine.start(
                Map.of("workspace", "00000000-0000-0000-0000-000000000002"),
                Optional.empty(),
                Optional.empty()));
    List<RunInput> inputs =
        List.of(
            new RunInput.Receive(1, denied(5)),
            new RunInput.TakeBranch(1, 3, Optional.empty()),
            new RunInput.GoBack(2, "who-is-refused", Optional.of("No use")),
            new RunInput.Receive(3, denied(5)),
            new RunInput.TakeBranch(3, 1, Optional.of("It has no right")),
            new RunInput.Confirm(4, "grant-it", Optional.empty()),
            new RunInput.Tick(5, 0, true),
            new RunInput.Finish(5),
            new RunInput.Receive(5, denied()),
            new RunInput.TakeBranch(5, 0, Optional.empty()),
            new RunInput.End(6, Outcome.RESOLVED, Optional.empty()));
    for (RunInput input : inputs) {
      state = accepted(machine.accept(state, input, AT));
    }
    return state;
  }

  private static RunState accepted(Reaction reaction) {
    assertThat(reaction).isInstanceOf(Reaction.Accepted.class);
    return ((Reaction.Accepted) reaction).state();
  }

  private static Answer denied(long... counts) {
    Table table =
        new Table(
            List.of(new Column("Name", ColumnType.STRING), new Column("Denied", ColumnType.LONG)),
            Arrays.stream(counts).mapToObj(count -> Row.of("x", count)).toList());
    return new Answer.Complete(table, Provenance.offline("Log Analytics", false, AT));
  }
}
