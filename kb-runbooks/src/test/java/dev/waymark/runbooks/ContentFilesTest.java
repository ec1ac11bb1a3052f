package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.KnowledgeFolder.Past;
import dev.waymark.runbooks.compile.EntrySamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are entries, and what is said of those that aren't read. */
class ContentFilesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void entry(String path, String id) throws IOException {
    write(path, EntrySamples.queueGrows(id).replace("queue-length", id));
  }

  private static List<String> shortly(List<Issue> issues) {
    return issues.stream()
        .map(issue -> issue.code().code() + " " + Path.of(issue.file().path()).getFileName())
        .filter(text -> text.startsWith("CF"))
        .toList();
  }

  @Test
  void markdownIsAnEntryWhateverItsEnding() throws IOException {
    entry("one.md", "one");
    entry("TWO.MD", "two");
    entry("three.markdown", "three");
    entry("four.Markdown", "four");
    for (String other : List.of("README.markdown", "ReadMe.MD", "x.mdx", ".md", "x.md.bak")) {
      write(other, "no entry");
    }
    write("three.scenarios/broken/scenario.yaml", "a: [");

    KnowledgeBase base = Runbooks.load(folder, TODAY);
    KnowledgeFolder served = KnowledgeFolder.load(folder, Optional.empty(), TODAY, Past.NONE);

    assertThat(base.entries())
        .extracting(CompiledEntry::id)
        .containsExactlyInAnyOrder("one", "two", "three", "four");
    assertThat(served.base().entries())
        .extracting(CompiledEntry::id)
        .containsExactlyInAnyOrder("one", "two", "three", "four");
    assertThat(base.entry("three").orElseThrow().loaded()).hasSize(1);
    assertThat(base.entry("four").orElseThrow().issues()).isEmpty();
    write("three.scenarios/broken/scenario.yaml", "{}");
    KnowledgeFolder changed = served.changed(Set.of("three.scenarios/broken/scenario.yaml"), TODAY);
    assertThat(changed.base().entry("three").orElseThrow().issues())
        .extracting(issue -> issue.code().code())
        .contains("SC06");
  }

  @Test
  void whatIsLeftOutIsNamed() throws IOException {
    entry("one.md", "one");
    entry("sub/two.md", "two");
    write("sub/.git", "gitdir: ../.git/modules/sub");
    write("gone.scenarios/x/scenario.yaml", "");
    Files.createSymbolicLink(folder.resolve("link.md"), folder.resolve("one.md"));
    Files.createSymbolicLink(folder.resolve("team"), folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("nowhere.md"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve(".hidden"), folder.resolve("sub"));

    KnowledgeBase base = Runbooks.load(folder, TODAY);

    assertThat(base.entries()).extracting(CompiledEntry::id).containsExactly("one");
    assertThat(shortly(base.issues()))
        .containsExactlyInAnyOrder(
            "CF01 link.md", "CF01 team", "CF01 nowhere.md", "CF02 sub", "CF03 gone.scenarios");
    assertThat(shortly(KnowledgeFolder.leftOut(folder))).isEqualTo(shortly(base.issues()));
  }
}
