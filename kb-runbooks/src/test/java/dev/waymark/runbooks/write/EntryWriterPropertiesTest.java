package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.Rounds;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for any entry and any lesson. */
class EntryWriterPropertiesTest {
  private static final int CASES = Rounds.of(300, 1_000);

  /** Compiling takes longer than all the rest. */
  private static final int COMPILE_EVERY = 4;

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @Test
  void onlyTheProposedLinesDifferAndTheEntryStillCompiles() {
    int changed = 0;
    for (int seed = 0; seed < CASES; seed++) {
      SourceFile base = file(RandomEntry.of(seed));
      List<Change> lesson = new RandomLesson(new Random(seed)).next();
      WriteResult written = EntryWriter.write(base, base, lesson);
      String about = "seed %d: %s%n%s".formatted(seed, lesson, written);
      if (written instanceof WriteResult.Changed result) {
        changed++;
        checkLines(base.text(), result.text(), lesson, about);
        SourceFile after = file(result.text());
        if (seed % COMPILE_EVERY == 0) {
          assertThat(errors(base)).as(about).isEmpty();
          assertThat(errors(after)).as(about).isEmpty();
        }
        assertThat(EntryWriter.write(base, after, lesson))
            .as(about)
            .isInstanceOf(WriteResult.Unchanged.class);
        assertThat(EntryWriter.write(after, after, lesson))
            .as(about)
            .isNotInstanceOf(WriteResult.Changed.class);
      }
    }
    assertThat(changed).isGreaterThan(CASES * 8 / 10);
  }

  /** The lines that a lesson may take away; all others stay, with their line ends. */
  private static void checkLines(String before, String after, List<Change> lesson, String about) {
    long removed = lesson.stream().mapToLong(EntryWriterPropertiesTest::mayRemove).sum();
    List<String> lines = lines(before);
    TextDiff diff = TextDiff.of(before, after);
    assertThat(count(diff, TextDiff.Kind.REMOVED))
        .as(about)
        .isLessThanOrEqualTo(removed + (before.endsWith("\n") ? 0 : 1));
    assertThat(after.startsWith("\uFEFF")).as(about).isEqualTo(before.startsWith("\uFEFF"));
    assertThat(after.endsWith("\n")).as(about).isEqualTo(before.endsWith("\n"));
    assertThat(lines(after).stream().filter(line -> line.endsWith("\r\n")).count())
        .as(about)
        .isEqualTo(
            lines.get(0).endsWith("\r\n")
                ? lines(after).stream().filter(line -> line.endsWith("\n")).count()
                : 0);
    if (removed == 0 && lesson.size() == 1) {
      int prefix = commonPrefix(before, after);
      assertThat(after).as(about).endsWith(before.substring(prefix));
    }
  }

  private static long mayRemove(Change change) {
    if (change instanceof Change.ChangeCondition || change instanceof Change.ChangeMeaning) {
      return 1;
    }
    return change instanceof Change.ReplaceFence || change instanceof Change.ReplaceProse ? 2 : 0;
  }

  private static long count(TextDiff diff, TextDiff.Kind kind) {
    return diff.hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(line -> line.kind() == kind)
        .count();
  }

  private static int commonPrefix(String a, String b) {
    int at = 0;
    while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  @Test
  void whatChangedMeanwhileIsFollowedOrRefused() {
    int refused = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      String text = RandomEntry.of(seed);
      SourceFile base = file(text);
      SourceFile current = file(meanwhile(text, random));
      List<Change> lesson = new RandomLesson(random).next();
      WriteResult written = EntryWriter.write(base, current, lesson);
      String about = "seed %d: %s%n%s%n%s".formatted(seed, lesson, current.text(), written);
      if (written instanceof WriteResult.Changed result) {
        SourceFile after = file(result.text());
        assertThat(touched(current, after)).as(about).isSubsetOf(places(lesson));
        assertThat(EntryWriter.write(base, after, lesson))
            .as(about)
            .isInstanceOf(WriteResult.Unchanged.class);
      } else {
        refused++;
      }
    }
    assertThat(refused).isBetween(CASES / 10, CASES * 7 / 10);
  }

  /** What somebody else did to the entry. */
  private static String meanwhile(String text, Random random) {
    List<String> lines = new ArrayList<>(lines(text));
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      int at = random.nextInt(4) == 0 ? random.nextInt(lines.size()) : concerned(lines, random);
      String line = lines.get(at);
      boolean row = line.contains("](#") && !line.startsWith("#");
      switch (random.nextInt(6)) {
        case 0 -> lines.add(at, line);
        case 1 -> lines.set(at, row ? line.replace("o", "0") : line);
        case 2 -> lines.set(at, line.replace("### ", "### Really "));
        case 3 -> lines.set(at, line.replace("10", "11").replace("is", "was"));
        case 4 -> {
          if (row && at > 0 && lines.get(at - 1).contains("](#")) {
            lines.set(at, lines.get(at - 1));
            lines.set(at - 1, line);
          }
        }
        default -> {
          if (row) {
            lines.remove(at);
          }
        }
      }
    }
    return String.join("", lines);
  }

  /** A line that lessons are about. */
  private static int concerned(List<String> lines, Random random) {
    while (true) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      if (line.contains("](#") || line.contains("how often") || line.contains("summarize")) {
        return at;
      }
    }
  }

  /** The sections whose own text differs, those that are only in one of both included. */
  private static Set<String> touched(SourceFile before, SourceFile after) {
    Map<String, String> old = sections(before);
    Map<String, String> now = sections(after);
    Set<String> touched = new HashSet<>(now.keySet());
    touched.addAll(old.keySet());
    touched.removeIf(slug -> String.valueOf(old.get(slug)).equals(now.get(slug)));
    return touched;
  }

  private static Map<String, String> sections(SourceFile file) {
    EntryText text = EntryText.read(file);
    Map<String, String> sections = new LinkedHashMap<>();
    List<DocumentSection> all = text.sections();
    for (int i = 0; i < all.size(); i++) {
      int start = all.get(i).heading().span().start();
      int end = i + 1 < all.size() ? all.get(i + 1).heading().span().start() : file.text().length();
      sections.put(all.get(i).heading().slug(), file.text().substring(start, end).strip());
    }
    return sections;
  }

  private static Set<String> places(List<Change> lesson) {
    return lesson.stream().flatMap(change -> placesOf(change).stream()).collect(Collectors.toSet());
  }

  private static List<String> errors(SourceFile file) {
    return Runbooks.compile(file, TODAY).issues().stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .map(EntryWriterPropertiesTest::shown)
        .toList();
  }

  private static String shown(Issue issue) {
    return issue.code().code() + " " + issue.message();
  }

  private static SourceFile file(String text) {
    return new SourceFile("vault.md", text);
  }

  /** The sections that a change may touch; the front matter is in none. */
  private static Set<String> placesOf(Change change) {
    return switch (change) {
      case Change.AddBranch branch -> Set.of(branch.node());
      case Change.AddAnswer answer -> Set.of(answer.node());
      case Change.ChangeCondition condition -> Set.of(condition.node());
      case Change.ChangeMeaning meaning when meaning.node().equals("grant-it") -> Set.of("verify");
      case Change.ChangeMeaning meaning -> Set.of(meaning.node());
      case Change.ReplaceFence fence -> Set.of(fence.node());
      case Change.ReplaceProse prose -> Set.of(prose.node());
      case Change.AddStep step -> Set.of(NodeText.slug(step.title()));
      case Change.AddCause cause ->
          Set.of(NodeText.slug(cause.title()), NodeText.slug(cause.resolution().title()));
      case Change.AddPrevention _ -> Set.of("prevention");
      case Change.AppendLesson _ -> Set.of("lessons");
      case Change.ChangeAlert _ -> Set.of();
    };
  }
}
