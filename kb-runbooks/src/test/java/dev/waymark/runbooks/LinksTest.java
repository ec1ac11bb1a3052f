package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.compile.EntrySamples;
import dev.waymark.runbooks.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links and images, wherever they stand and however they are written. */
class LinksTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String SOUND = EntrySamples.queueGrows("queue-grows");

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("a b.md"), EntrySamples.queueGrows("a b"));
    Files.writeString(folder.resolve("über.md"), "x");
    Files.writeString(folder.resolve("notes #1.txt"), "x");
    Files.write(Files.createDirectories(folder.resolve("img")).resolve("a.png"), new byte[] {1});
  }

  private List<String> issues(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("queue-grows.md"), text);
    return Runbooks.load(folder, TODAY).entries().stream()
        .filter(entry -> entry.source().path().equals(file.toString()))
        .flatMap(entry -> entry.issues().stream())
        .filter(issue -> issue.severity() == Severity.ERROR)
        .map(
            issue ->
                issue.code().code()
                    + " line "
                    + issue.file().position(issue.span().start()).line()
                    + " "
                    + issue.file().text(issue.span()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          queue-grow.md     ; There is no file `queue-grow.md`. Write a path that starts at the folder of this file.
          a-b.md#x          ; There is no file `a-b.md`. Did you mean `a b.md`?
          ./img/../a-b.md   ; There is no file `./img/../a-b.md`. Did you mean `a b.md`?
          """)
  void aMissingFileIsNamedAsItIsWritten(String link, String told) throws IOException {
    Path file = Files.writeString(folder.resolve("queue-grows.md"), lessons("[x](" + link + ")"));
    assertThat(Runbooks.load(folder, TODAY).entries())
        .filteredOn(entry -> entry.source().path().equals(file.toString()))
        .flatExtracting(entry -> entry.issues())
        .filteredOn(issue -> issue.severity() == Severity.ERROR)
        .extracting(issue -> issue.message() + ". " + issue.hint())
        .containsExactly(told);
  }

  private static String lessons(String link) {
    return SOUND + "\n## Lessons\n\n- 2026-11-01: Learned. [i](img/a.png) [s](#escalation) " + link;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](#is-the-consumer-up)",
        "[x](#symptoms)",
        "[x](#)",
        "[x](a%20b.md)",
        "[x](<a b.md>)",
        "[x](<a b.md#does-the-queue-grow>)",
        "[x](a%20b.md#does-the-queue-gro%77)",
        "[x](a%20b.md#symptoms)",
        "[x](%C3%BCber.md?plain=1)",
        "[x](notes%20%231.txt)",
        "[x](./img/../img/a.png)",
        "![x](img/a.png \"title\")",
        "[![x](img/a.png)](#escalation)",
        "[x](https://nowhere.example/a%20b.md)",
        "[x](mailto:ada@nowhere.example)",
        "`[x](#nowhere)`",
      })
  void leadsSomewhere(String link) throws IOException {
    assertThat(issues(lessons(link))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [x](#nowhere)                  | #nowhere
          [x](#no%20where)               | #no%20where
          [x](nowhere.md)                | nowhere.md
          [x](<no where.md>)             | no where.md
          [x](no%20where.txt)            | no%20where.txt
          ![x](img/b.png)                | img/b.png
          [![x](img/b.png)](#escalation) | img/b.png
          [![x](img/a.png)](#nowhere)    | #nowhere
          [x](a%20b.md#nowhere)          | a%20b.md#nowhere
          [x]()                          | [x]()
          [x](/img/a.png)                | /img/a.png
          """)
  void leadsNowhere(String link, String place) throws IOException {
    long line = lessons("").lines().count();
    assertThat(issues(lessons(link))).containsExactly("KB07 line " + line + " " + place);
  }

  /** Every kind of place where an author may write. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Symptoms\n\n- A [x](#nowhere)\n",
        "## Symptoms\n\n- A ![x](nowhere.png)\n",
        "## Diagnostics\n\nText [x](#nowhere)\n",
        "## Prevention\n\n> Quoted [x](#nowhere)\n\n",
        "## Prevention\n\n| A |\n|---|\n| [x](nowhere.pdf) |\n\n",
        "## Prevention\n\nSee [x][r].\n\n[r]: nowhere.md\n\n",
      })
  void isFoundInAnyText(String text) throws IOException {
    String section = text.substring(0, text.indexOf('\n') + 1);
    assertThat(SOUND).contains(section);
    assertThat(issues(SOUND.replace(section, text)))
        .singleElement()
        .asString()
        .startsWith("KB07 ")
        .contains("nowhere".substring(0, 1));
  }

  @Test
  void anEdgeIsDecodedToo() throws IOException {
    Files.writeString(
        folder.resolve("queue-grows.md"),
        SOUND
            .replace("(#is-the-consumer-up)", "(#is-the-consumer-u%70)")
            .replace("(#escalation)", "(<a b.md#does-the-queue-grow>)"));
    CompiledEntry entry = Runbooks.load(folder, TODAY).entry("queue-grows").orElseThrow();
    assertThat(entry.tree().orElseThrow().nodes().values())
        .flatExtracting(LinksTest::destinations)
        .contains(
            new Destination.Node("is-the-consumer-up"),
            new Destination.OtherEntry("a b", Optional.of("does-the-queue-grow")));
  }

  private static List<Destination> destinations(Node node) {
    return node instanceof Node.QuestionNode question
        ? question.options().stream().map(option -> option.to()).toList()
        : node.asks().stream()
            .flatMap(check -> check.branches().stream())
            .flatMap(branch -> branch.to().stream())
            .toList();
  }

  @Test
  void aLinkThatLeadsNowhereStopsNoRun() throws IOException {
    Files.writeString(folder.resolve("queue-grows.md"), lessons("[x](#nowhere)"));
    assertThat(Runbooks.load(folder, TODAY).entry("queue-grows").orElseThrow().tree()).isPresent();
  }
}
