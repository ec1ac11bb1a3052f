package dev.waymark.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served after a file changes, for better or worse. */
class LastGoodTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-02T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Catalog catalog;

  @BeforeEach
  void serve() throws IOException {
    write("lamp", TestEntries.entry("lamp", "The lamp is dark", "- `Lamp is off`"));
    write("door", TestEntries.entry("door", "The door is shut", "- `Door is shut`"));
    catalog = new Catalog(Content.folder(folder, CLOCK), CLOCK);
    assertThat(catalog.entries()).hasSize(2);
  }

  @Test
  void aBrokenTextDoesNotReplaceOneThatRuns() throws IOException {
    String hash = catalog.card(entry("lamp")).hash();
    write("lamp", broken("lamp"));

    catalog.reload();

    EntryCard card = catalog.card(entry("lamp"));
    assertThat(card.runs()).isTrue();
    assertThat(card.hash()).isEqualTo(hash);
    assertThat(card.newerBroken()).isTrue();
    CompiledEntry newest = catalog.newerBroken(entry("lamp")).orElseThrow().entry();
    assertThat(newest.hasErrors()).isTrue();
    assertThat(newest.source().text()).contains("#nowhere");
    assertThat(catalog.newerBroken(entry("door"))).isEmpty();
  }

  @Test
  void aFileThatIsNoEntryAnyMoreDoesNotReplaceOneEither() throws IOException {
    write("lamp", "not an entry at all");

    catalog.reload();

    assertThat(entry("lamp").tree()).isPresent();
    assertThat(catalog.newerBroken(entry("lamp"))).isPresent();
  }

  @Test
  void aMendedTextIsServed() throws IOException {
    write("lamp", broken("lamp"));
    catalog.reload();
    write("lamp", TestEntries.entry("lamp", "The lamp flickers", "- `Lamp flickers`"));

    catalog.reload();

    assertThat(entry("lamp").title()).isEqualTo("The lamp flickers");
    assertThat(catalog.newerBroken(entry("lamp"))).isEmpty();
  }

  @Test
  void aNewEntryThatIsBrokenStandsInTheListWithItsIssues() throws IOException {
    write("window", broken("window"));

    catalog.reload();

    assertThat(catalog.card(entry("window")).runs()).isFalse();
    assertThat(catalog.card(entry("window")).newerBroken()).isFalse();
    assertThat(entry("window").hasErrors()).isTrue();
  }

  @Test
  void aFileThatIsDeletedIsGone() throws IOException {
    write("lamp", broken("lamp"));
    catalog.reload();
    Files.delete(folder.resolve("lamp.md"));

    catalog.reload();

    assertThat(catalog.entry("lamp")).isEmpty();
    assertThat(catalog.search("Lamp is off", 5)).isEmpty();
  }

  @Test
  void theSearchFindsTheNewTextAndNotTheOld() throws IOException {
    write("lamp", TestEntries.entry("lamp", "The lamp flickers", "- `Voltage unstable`"));
    write("roof", TestEntries.entry("roof", "The roof leaks", "- `Water inside`"));

    catalog.reload();

    assertThat(found("voltage unstable")).containsExactly("lamp");
    assertThat(found("Lamp is off")).doesNotContain("door").hasSizeLessThanOrEqualTo(1);
    assertThat(found("water inside")).containsExactly("roof");
    assertThat(found("Door is shut")).startsWith("door");
  }

  @Test
  void theSearchIsTheSameAsIfAllHadBeenReadAnew() throws IOException {
    for (int i = 0; i < 5; i++) {
      write("n" + i, TestEntries.entry("n" + i, "Number " + i, "- `Error number " + i + "`"));
      write("lamp", TestEntries.entry("lamp", "Lamp " + i, "- `Lamp " + i + " is off`"));
      Files.deleteIfExists(folder.resolve("n" + (i - 2) + ".md"));
      catalog.reload();
      Catalog anew = new Catalog(Content.folder(folder, CLOCK), CLOCK);
      for (String text : List.of("lamp is off", "error number 3", "number", "house", "shut")) {
        assertThat(catalog.search(text, 10)).isEqualTo(anew.search(text, 10));
      }
    }
  }

  @Test
  void aLinkIsCheckedAgainWhenItsTargetChanges() throws IOException {
    write(
        "lamp",
        TestEntries.entry(
            "lamp", "The lamp is dark", "- See [the door](door.md#is-it-plugged-in)"));
    catalog.reload();
    assertThat(entry("lamp").issues()).isEmpty();
    CompiledEntry before = entry("lamp");

    Files.delete(folder.resolve("door.md"));
    catalog.reload();

    assertThat(entry("lamp").issues())
        .extracting(issue -> issue.message())
        .containsExactly("There is no file `door.md`");
    assertThat(entry("lamp").tree()).isPresent();

    write("door", TestEntries.entry("door", "The door is shut", "- `Door is shut`"));
    catalog.reload();
    assertThat(entry("lamp")).isSameAs(before);
  }

  private List<String> found(String text) {
    return catalog.search(text, 10).stream().map(match -> match.entry().id()).toList();
  }

  private CompiledEntry entry(String id) {
    return catalog.entry(id).orElseThrow();
  }

  private static String broken(String id) {
    return TestEntries.entry(id, "Broken", "- `Broken`").replace("(#worn-out)", "(#nowhere)");
  }

  private void write(String id, String text) throws IOException {
    Files.write(folder.resolve(id + ".md"), text.getBytes(StandardCharsets.UTF_8));
  }
}
