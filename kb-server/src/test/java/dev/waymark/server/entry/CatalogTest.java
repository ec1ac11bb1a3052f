package dev.waymark.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aBrokenEntryIsListedWithItsIssuesBesideTheOthers() throws IOException {
    write("lamp.md", TestEntries.entry("lamp", "The lamp is dark", "- `Lamp is off`"));
    write(
        "broken.md",
        TestEntries.entry("broken", "Broken", "- x").replace("#buy-another", "#nowhere"));
    write("garbage.md", "\u0000\u0001 not an entry [[[");

    Catalog catalog = catalog();

    assertThat(catalog.entries())
        .extracting(EntryCard::id, EntryCard::runs)
        .contains(
            org.assertj.core.groups.Tuple.tuple("lamp", true),
            org.assertj.core.groups.Tuple.tuple("broken", false),
            org.assertj.core.groups.Tuple.tuple("garbage", false));
    EntryCard broken = catalog.card(catalog.entry("broken").orElseThrow());
    assertThat(broken.errors()).isPositive();
    assertThat(catalog.entry("broken").orElseThrow().issues()).isNotEmpty();
  }

  @Test
  void aFolderThatIsGoneGivesNoEntriesAndNoFailure() {
    assertThat(new Catalog(Content.folder(folder.resolve("gone"), CLOCK), CLOCK).entries())
        .isEmpty();
  }

  @Test
  void reloadingServesWhatIsThereNow() throws IOException {
    write("lamp.md", TestEntries.entry("lamp", "The lamp is dark", "- `Lamp is off`"));
    Catalog catalog = catalog();
    assertThat(catalog.entries()).hasSize(1);

    write("door.md", TestEntries.entry("door", "The door is shut", "- `Door is shut`"));
    catalog.reload();

    assertThat(catalog.entries()).extracting(EntryCard::id).containsExactly("door", "lamp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A word of an error string, alone and in a heap of other text.
        "Lamp is off | lamp",
        "2026-11-01T02:03:04Z pod-7 ERROR c.x.Main - Lamp is off at com.x.Lamp.light(Lamp.java:12) | lamp",
        // A part of an identifier, and an identifier written apart.
        "connection failure | network",
        "got a BackendConnectionFailure from 10.0.0.1 | network",
        // What somebody is still typing.
        "vau | vault",
        // Plural and singular, whatever the case.
        "VAULTS | vault",
        // A status code tells; other numbers don't.
        "status 403 | vault"
      })
  void theEntryThatFitsComesFirst(String text, String expected) throws IOException {
    write("lamp.md", TestEntries.entry("lamp", "The lamp is dark", "- The log says `Lamp is off`"));
    write(
        "network.md",
        TestEntries.entry(
            "network", "Nothing connects", "- The log says `BackendConnectionFailure`"));
    write(
        "vault.md",
        TestEntries.entry("vault", "The vault denies requests", "- Replies have status 403"));

    assertThat(catalog().search(text, 5))
        .first()
        .extracting(match -> match.entry().id())
        .isEqualTo(expected);
  }

  @Test
  void aWholeErrorStringOutweighsAHeapOfCommonWords() throws IOException {
    write(
        "chatty.md",
        TestEntries.entry(
            "chatty",
            "Requests time out waiting for the backend server",
            "- request server backend error exception timeout connection client host"));
    write(
        "precise.md",
        TestEntries.entry(
            "precise", "Something else", "- `The remote name could not be resolved`"));
    String trace =
        """
        System.Net.WebException: The remote name could not be resolved: 'backend.example'
           at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)
           server request to backend host failed with an exception: client connection error, no timeout
        """;

    List<SymptomMatch> matches = catalog().search(trace, 5);

    assertThat(matches).first().extracting(match -> match.entry().id()).isEqualTo("precise");
    assertThat(matches.get(0).because()).first().isEqualTo("The remote name could not be resolved");
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "the and of", "12345 99999", "'!!! ???'"})
  void whatTellsNothingFindsNothing(String text) throws IOException {
    write("lamp.md", TestEntries.entry("lamp", "The lamp is dark", "- `Lamp is off`"));

    assertThat(catalog().search(text, 5)).isEmpty();
  }

  private Catalog catalog() {
    return new Catalog(Content.folder(folder, CLOCK), CLOCK);
  }

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
