package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Next;
import dev.waymark.model.entry.PreventionItem;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.Step;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.MarkdownReader;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenAction;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenCause;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenRow;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenRule;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenStep;
import dev.waymark.runbooks.parse.WrittenEntry.WrittenTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every entry, however it is laid out and whatever is wrong with it. */
class EntryPropertiesTest {
  private static final int ENTRIES = 300;
  private static final int BROKEN = 600;

  @Test
  void whatIsWrittenIsRead() {
    for (long seed = 0; seed < ENTRIES; seed++) {
      Random random = new Random(seed);
      WrittenEntry written = WrittenEntry.of(random);
      String text = written.markdown(random);
      Parsed parsed = Parsed.of(text);
      assertThat(parsed.issues()).as("seed %d%n%s", seed, text).isEmpty();
      assertThat(read(parsed.entry())).as("seed %d%n%s", seed, text).isEqualTo(written);
    }
  }

  /** The entry as its author had it in mind. */
  private static WrittenEntry read(Entry entry) {
    return new WrittenEntry(
        entry.symptoms().stream().map(Prose::markdown).toList(),
        entry.steps().stream().map(EntryPropertiesTest::read).toList(),
        entry.causes().stream().map(EntryPropertiesTest::read).toList(),
        entry.actions().stream().map(EntryPropertiesTest::read).toList(),
        entry.prevention().stream().map(PreventionItem::markdown).toList(),
        entry.escalation().stream()
            .map(
                rule ->
                    new WrittenRule(
                        rule.severity(), rule.when(), rule.who(), Timespan.format(rule.within())))
            .toList());
  }

  private static WrittenStep read(Step step) {
    List<WrittenRow> rows =
        switch (step) {
          case Step.QueryStep query ->
              query.check().patterns().stream().map(EntryPropertiesTest::read).toList();
          case Step.QuestionStep question ->
              question.answers().stream().map(EntryPropertiesTest::read).toList();
        };
    String query = step instanceof Step.QueryStep asks ? asks.check().fence().body().text() : "";
    return new WrittenStep(
        step.heading().text(), step.prose().markdown(), query.replace("\r", ""), rows);
  }

  private static WrittenRow read(StateRow row) {
    return new WrittenRow(
        row.state().label(),
        row.when().map(Excerpt::text).orElse(""),
        row.means(),
        ((Next.Follow) row.next()).link().text());
  }

  private static WrittenRow read(AnswerRow row) {
    return new WrittenRow(row.answer(), "", row.means(), row.next().text());
  }

  private static WrittenCause read(Cause cause) {
    return new WrittenCause(
        cause.heading().text(), cause.resolutions().stream().map(Link::text).toList());
  }

  private static WrittenAction read(Action action) {
    return new WrittenAction(
        action.heading().text(),
        action.prose().markdown(),
        action.risk(),
        action.items().stream()
            .map(
                item ->
                    new WrittenTask(
                        item.depth(),
                        item.markdown(),
                        item.code().stream()
                            .map(CodeBlock::body)
                            .map(Excerpt::text)
                            .reduce("", String::concat)))
            .toList());
  }

  /** An entry comes out of any text, and each issue has a place in it and says what to do. */
  @Test
  void anyTextGivesAnEntryAndIssuesWithinIt() {
    for (long seed = 0; seed < BROKEN; seed++) {
      Random random = new Random(seed);
      SourceFile file = new SourceFile("orders-wait.md", broken(random));
      StageResult<Document> document = MarkdownReader.read(file);
      if (document.value().isEmpty()) {
        continue;
      }
      StageResult<Entry> entry = EntryParser.parse(document.value().get());
      assertThat(entry.value()).as("seed %d", seed).isPresent();
      assertThat(entry.issues())
          .as("seed %d", seed)
          .isSortedAccordingTo((a, b) -> a.span().start() - b.span().start())
          .allSatisfy(issue -> check(file, issue));
      assertThat(EntryParser.parse(document.value().get())).isEqualTo(entry);
    }
  }

  private static void check(SourceFile file, Issue issue) {
    assertThat(issue.span().end()).isLessThanOrEqualTo(file.text().length());
    assertThat(issue.message()).isNotBlank().doesNotEndWith(".").doesNotContain("%s", "%d");
    assertThat(issue.hint()).matches("(?s).*[.?]").doesNotContain("%s", "%d");
  }

  /** A sound entry with some of its lines gone, doubled, moved, cut or mixed up. */
  private static String broken(Random random) {
    String text = random.nextBoolean() ? Parsed.SOUND : WrittenEntry.of(random).markdown(random);
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i <= random.nextInt(6); i++) {
      int at = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(6)) {
        case 0 -> lines.set(at, "");
        case 1 -> lines.add(other, line);
        case 2 -> Collections.swap(lines, at, other);
        case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        case 4 -> lines.set(at, line + "|`[#:>".charAt(random.nextInt(6)) + lines.get(other));
        default -> lines.set(at, line.replaceFirst("[a-z]+", ""));
      }
    }
    return String.join("\n", lines);
  }

  /** Text that a run only shows never changes what the entry says besides. */
  @Test
  void proseChangesNothingElse() {
    WrittenEntry sound = read(Parsed.of(Parsed.SOUND).entry());
    for (String prose :
        List.of(
            "More *words*.",
            "> quoted",
            "1. first\n2. second",
            "```xml\n<a/>\n```",
            "![x](x.png)",
            "| A | B |\n|---|---|\n| 1 | 2 |",
            "<details>\nMore\n</details>",
            "---")) {
      Parsed parsed = Parsed.changed("Look at the queue.", prose);
      assertThat(parsed.told()).as(prose).isEmpty();
      WrittenEntry read = read(parsed.entry());
      assertThat(read.steps().getFirst().prose()).isEqualTo(prose);
      assertThat(read.steps().getFirst().rows()).isEqualTo(sound.steps().getFirst().rows());
      assertThat(read.causes()).isEqualTo(sound.causes());
      assertThat(read.actions()).isEqualTo(sound.actions());
    }
  }
}
