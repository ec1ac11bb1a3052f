package dev.waymark.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
    write("lamp.md", entry("lamp", "The lamp is dark", "- `Lamp is off`"));
    write("broken.md", entry("broken", "Broken", "- x").replace("#buy-another", "#nowhere"));
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
    assertThat(new Catalog(() -> Optional.of(folder.resolve("gone")), CLOCK).entries()).isEmpty();
  }

  @Test
  void reloadingServesWhatIsThereNow() throws IOException {
    write("lamp.md", entry("lamp", "The lamp is dark", "- `Lamp is off`"));
    Catalog catalog = catalog();
    assertThat(catalog.entries()).hasSize(1);

    write("door.md", entry("door", "The door is shut", "- `Door is shut`"));
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
    write("lamp.md", entry("lamp", "The lamp is dark", "- The log says `Lamp is off`"));
    write(
        "network.md",
        entry("network", "Nothing connects", "- The log says `BackendConnectionFailure`"));
    write("vault.md", entry("vault", "The vault denies requests", "- Replies have status 403"));

    assertThat(catalog().search(text, 5))
        .first()
        .extracting(match -> match.entry().id())
        .isEqualTo(expected);
  }

  @Test
  void aWholeErrorStringOutweighsAHeapOfCommonWords() throws IOException {
    write(
        "chatty.md",
        entry(
            "chatty",
            "Requests time out waiting for the backend server",
            "- request server backend error exception timeout connection client host"));
    write(
        "precise.md",
        entry("precise", "Something else", "- `The remote name could not be resolved`"));
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
    write("lamp.md", entry("lamp", "The lamp is dark", "- `Lamp is off`"));

    assertThat(catalog().search(text, 5)).isEmpty();
  }

  private Catalog catalog() {
    return new Catalog(() -> Optional.of(folder), CLOCK);
  }

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(String id, String title, String symptoms) {
    return """
        ---
        id: %s
        title: %s
        service: House
        severity: sev3
        owners: [home]
        reviewed: 2026-11-01
        review-every: 90d
        tags: [house]
        ---
        # %s

        Something is wrong in the house.

        ## Symptoms

        %s

        ## Diagnostics

        ### Is it plugged in?

        Look at the wall.

        | Answer | Means | Next |
        |---|---|---|
        | Yes | It is worn out | [Worn out](#worn-out) |
        | No | Nobody knows | [Escalate](#escalation) |

        ## Root causes

        ### Worn out

        It has served its time. [Buy another](#buy-another).

        ## Resolution

        ### Buy another

        Risk: read

        - [ ] Go to the shop

        ## Prevention

        - Keep a spare one

        ## Escalation

        | Severity | When | Who | Within |
        |---|---|---|---|
        | sev1 | At once | The electrician | 15m |
        | sev2 | Soon | The electrician | 30m |
        | sev3 | Today | The electrician | 4h |
        | sev4 | This week | The electrician | 1d |
        """
        .formatted(id, title, title, symptoms);
  }
}
