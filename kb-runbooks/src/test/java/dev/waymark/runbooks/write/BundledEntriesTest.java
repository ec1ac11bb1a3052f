package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.Step;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lesson about every step of the entries that come with Waymark, of one kind after the other. */
class BundledEntriesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

  static Stream<CompiledEntry> entries() {
    return Runbooks.load(Path.of("../kb-content/entries"), TODAY).entries().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void takeLessonsAtEveryStep(CompiledEntry compiled) {
    Entry entry = compiled.entry().orElseThrow();
    List<Step> steps = entry.steps();
    IntStream.range(0, steps.size())
        .parallel()
        .mapToObj(
            i -> {
              List<Change> changes = changes(entry, steps.get(i));
              return changes.get(i % changes.size());
            })
        .forEach(change -> takes(compiled, change));
  }

  private static void takes(CompiledEntry compiled, Change change) {
    SourceFile file = new SourceFile("entry.md", compiled.source().text());
    WriteResult.Changed changed = changed(file, change);
    SourceFile after = new SourceFile("entry.md", changed.text());
    assertThat(changed.diff().hunks()).hasSize(1);
    assertThat(EntryWriter.write(file, after, List.of(change)))
        .isInstanceOf(WriteResult.Unchanged.class);
    assertThat(Runbooks.compile(after, compiled.schemas(), TODAY).issues())
        .as(change.toString())
        .filteredOn(issue -> issue.severity() == Severity.ERROR)
        .extracting(Issue::message)
        .isEmpty();
    SourceFile windows = new SourceFile("entry.md", file.text().replace("\n", "\r\n"));
    assertThat(changed(windows, change).text()).isEqualTo(changed.text().replace("\n", "\r\n"));
  }

  private static WriteResult.Changed changed(SourceFile file, Change change) {
    WriteResult written = EntryWriter.write(file, file, List.of(change));
    assertThat(written).as(change.toString()).isInstanceOf(WriteResult.Changed.class);
    return (WriteResult.Changed) written;
  }

  private static List<Change> changes(Entry entry, Step step) {
    String node = step.heading().slug();
    Draft.Target cause = Draft.Target.of(entry.causes().get(0).heading());
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.ChangeMeaning(node, 0, "It | means *more*"));
    changes.add(
        new Change.AppendLesson(
            TODAY, "Look at it", new Draft.Target("Incident 142", "../i.md"), node));
    if (step instanceof Step.QueryStep) {
      changes.add(
          new Change.AddBranch(
              node,
              new Draft.Branch(State.FAILED, Optional.of("rows.size() > 99"), "Many", cause),
              Optional.empty()));
      changes.add(new Change.ChangeCondition(node, 0, "rows.size() > 98"));
    } else {
      changes.add(new Change.AddAnswer(node, new Draft.Answer("Perhaps", "Who knows?", cause)));
    }
    return changes;
  }
}
