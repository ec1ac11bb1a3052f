package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.kql.Schemas;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.compile.EntrySamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbooksTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @TempDir private Path folder;

  @Test
  void reportsAllMistakesOfAFileAtOnce() {
    SourceFile file = TestFiles.resource(RunbooksTest.class, "four-mistakes.md");
    CompiledEntry entry = Runbooks.compile(file, TODAY);
    assertThat(entry.tree()).isEmpty();
    Golden.check(RunbooksTest.class, "four-mistakes.issues.txt", Golden.of(entry.issues()));
  }

  @Test
  void checksTheBodiesOfFencesAndTheColumnsOfTheirAnswers() {
    SourceFile file = TestFiles.resource(RunbooksTest.class, "broken-fences.md");
    CompiledEntry entry = Runbooks.compile(file, TODAY);
    Golden.check(RunbooksTest.class, "broken-fences.issues.txt", Golden.of(entry.issues()));
  }

  @Test
  void aTextThatWasAcceptedKeepsItsTreeWhateverTheRulesOfEntriesSayToday() {
    SourceFile file = new SourceFile("queue-grows.md", EntrySamples.queueGrows("queue-grows"));
    CompiledEntry beforeItsReview = Runbooks.compile(file, LocalDate.of(2020, 1, 1));
    assertThat(beforeItsReview.tree()).isEmpty();
    assertThat(Runbooks.acceptedTree(file, Schemas.NONE))
        .hasValueSatisfying(
            tree -> {
              assertThat(tree.entry().id()).isEqualTo("queue-grows");
              assertThat(tree.entry().hash())
                  .isEqualTo(beforeItsReview.entry().orElseThrow().hash());
            });
    SourceFile broken = new SourceFile("x.md", file.text().replace("(#escalation)", "(#nowhere)"));
    assertThat(Runbooks.acceptedTree(broken, Schemas.NONE)).isEmpty();
  }

  @Test
  void compilesWhatIsNoEntryAtAll() {
    for (String text : List.of("", "# Only a title", "---\nid: x\n---\n", "| a |\n|---|\n")) {
      CompiledEntry entry = Runbooks.compile(new SourceFile("folder/some-name.md", text), TODAY);
      assertThat(entry.tree()).isEmpty();
      assertThat(entry.hasErrors()).isTrue();
      assertThat(entry.id()).isIn("some-name", "x");
    }
  }

  @Test
  void findsEntriesInFolders() throws IOException {
    write("a/queue-grows.md", EntrySamples.queueGrows("queue-grows"));
    write("b/other.md", EntrySamples.queueGrows("other"));
    for (String ignored :
        List.of(
            "README.md",
            "b/readme.md",
            ".hidden/x.md",
            "target/x.md",
            "incidents/2026/17.md",
            "b/other.scenarios/one/notes.md",
            "b/notes.txt",
            "b/.x.md")) {
      write(ignored, "not an entry");
    }

    KnowledgeBase base = Runbooks.load(folder, TODAY);

    assertThat(base.entries())
        .extracting(CompiledEntry::id)
        .containsExactly("queue-grows", "other");
    assertThat(base.entry("other").orElseThrow().source().path()).endsWith("b/other.md");
    assertThat(Runbooks.load(List.of(folder.resolve("a"), folder.resolve("a")), TODAY).entries())
        .hasSize(1);
  }

  @Test
  void saysWhichPathIsMissing() {
    assertThatThrownBy(() -> Runbooks.load(folder.resolve("nothing.md"), TODAY))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nothing.md");
  }

  @Test
  void aBrokenEntryNeverStopsTheOthers() throws IOException {
    write("bytes.md", new byte[] {'#', ' ', (byte) 0xff});
    write("queue-grows.md", EntrySamples.queueGrows("queue-grows"));
    write("text.md", "what?");

    KnowledgeBase base = Runbooks.load(folder, TODAY);

    assertThat(base.entries())
        .extracting(entry -> entry.id() + " " + entry.tree().isPresent())
        .containsExactly("bytes false", "queue-grows true", "text false");
    assertThat(base.entries().get(0).issues()).isNotEmpty();
  }

  @Test
  void checksEntriesAgainstEachOther() throws IOException {
    write("a.md", EntrySamples.queueGrows("a"));
    write("b.md", EntrySamples.queueGrows("a").replace("queue-length", "another"));
    write(
        "c.md",
        EntrySamples.queueGrows("c")
            .replace("(#escalation)", "(a.md#does-the-queue-grows)")
            .replace("(#is-the-consumer-up)", "(sub/d.md)"));
    write("sub/d.md", EntrySamples.queueGrows("d").replace("(#escalation)", "(../e.md)"));
    write("other-name.md", EntrySamples.queueGrows("f").replace("queue-length", "third"));

    KnowledgeBase base = Runbooks.load(folder, TODAY);

    assertThat(base.entries().stream().flatMap(entry -> entry.issues().stream()))
        .extracting(RunbooksTest::shortly)
        .filteredOn(text -> text.contains(" KB"))
        .containsExactlyInAnyOrder(
            "b.md KB01 id: a",
            "c.md KB08 alert.rule == \"queue-length\"",
            "c.md KB07 a.md#does-the-queue-grows",
            "d.md KB08 alert.rule == \"queue-length\"",
            "d.md KB07 ../e.md",
            "other-name.md KB09 id: f");
    assertThat(base.entries().get(0).tree()).isPresent();
    assertThat(base.entries().get(1).tree()).isEmpty();
  }

  @Test
  void readsFromAJar() throws IOException {
    URI jar = URI.create("jar:" + folder.resolve("content.jar").toUri());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Path entries = Files.createDirectories(files.getPath("/waymark/entries"));
      Files.writeString(entries.resolve("queue-grows.md"), EntrySamples.queueGrows("queue-grows"));
      Files.writeString(entries.resolve("README.md"), "no entry");
      Path schemas = Files.createDirectories(files.getPath("/waymark/schemas"));
      Files.writeString(
          schemas.resolve("azure.yaml"),
          "AzureMetrics: {TimeGenerated: datetime, Resource: string, Maximum: real}");
      KnowledgeBase base = Runbooks.load(entries, TODAY);
      assertThat(base.entries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.tree()).isPresent());
      assertThat(base.issues()).isEmpty();
    }
  }

  @Test
  void takesTheSchemasThatLieNearest() throws IOException {
    write("a/schemas/x.yaml", "AzureMetrics: {TimeGenerated: datetime, Resource: string}");
    write("a/deep/er/queue-grows.md", EntrySamples.queueGrows("queue-grows"));
    write("b/.git/config", "");
    write("b/other.md", EntrySamples.queueGrows("other"));
    write("schemas/x.yaml", "Nothing: {A: string}");
    Path bundled = folder.resolve("bundled");
    write("bundled/x.yaml", "AzureMetrics: {TimeGenerated: datetime, Resource: real}");

    KnowledgeBase base =
        Runbooks.load(
            List.of(folder.resolve("a"), folder.resolve("b")), Optional.of(bundled), TODAY);

    assertThat(base.issues()).isEmpty();
    assertThat(base.entries().stream().map(entry -> shortly(entry.issues().get(0))))
        .containsExactly("queue-grows.md QL11 Maximum", "other.md QL14 Resource == queue");
  }

  @Test
  void saysOnceThatThereAreNoSchemas() throws IOException {
    write("b/.git/config", "");
    write("b/one.md", EntrySamples.queueGrows("one"));
    write("b/two.md", EntrySamples.queueGrows("two").replace("queue-length", "another"));
    KnowledgeBase base = Runbooks.load(folder.resolve("b"), TODAY);
    assertThat(base.entries()).allSatisfy(entry -> assertThat(entry.issues()).isEmpty());
    assertThat(base.issues())
        .singleElement()
        .satisfies(issue -> assertThat(shortly(issue)).startsWith("one.md QL06 AzureMetrics"));
  }

  @Test
  void saysWhichSchemasAreBroken() throws IOException {
    write("b/schemas/tables.yaml", "AzureMetrics: {Resource: text}");
    write("b/one.md", EntrySamples.queueGrows("one"));
    KnowledgeBase base = Runbooks.load(folder.resolve("b"), TODAY);
    assertThat(base.issues().get(0).code().code()).isEqualTo("QL07");
    assertThat(base.issues().get(0).message())
        .isEqualTo(
            "The table schemas can't be read: tables.yaml: AzureMetrics.Resource: `text` isn't a type");
    assertThat(base.entries().get(0).tree()).isPresent();
  }

  @Test
  void threadsGetTheSame() throws Exception {
    SourceFile broken = TestFiles.resource(RunbooksTest.class, "four-mistakes.md");
    List<Issue> expected = Runbooks.compile(broken, TODAY).issues();
    Callable<Boolean> task = () -> Runbooks.compile(broken, TODAY).issues().equals(expected);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> same : threads.invokeAll(java.util.Collections.nCopies(40, task))) {
        assertThat(same.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String shortly(Issue issue) {
    String path = issue.file().path();
    return path.substring(path.lastIndexOf('/') + 1)
        + " "
        + issue.code().code()
        + " "
        + issue.file().text(issue.span());
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
