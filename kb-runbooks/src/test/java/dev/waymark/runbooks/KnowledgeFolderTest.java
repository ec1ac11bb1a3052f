package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.KnowledgeFolder.Past;
import dev.waymark.runbooks.compile.EntrySamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is compiled once, and then as it changes. */
class KnowledgeFolderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String BROKEN = "not an entry";

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    write("a/one.md", EntrySamples.queueGrows("one"));
    write("a/two.md", EntrySamples.queueGrows("two"));
  }

  @Test
  void onlyTheEntryThatChangedIsCompiledAgain() throws IOException {
    KnowledgeFolder before = load(Past.NONE);
    write("a/one.md", EntrySamples.queueGrows("one") + "\n");

    KnowledgeFolder after = before.changed(Set.of("a/one.md"), TODAY);

    assertThat(entry(after, "a/one.md")).isNotSameAs(entry(before, "a/one.md"));
    assertThat(entry(after, "a/two.md")).isSameAs(entry(before, "a/two.md"));
    assertThat(entry(before, "a/one.md").source().text()).isEqualTo(EntrySamples.queueGrows("one"));
  }

  @Test
  void aScenarioBelongsToItsEntry() throws IOException {
    KnowledgeFolder before = load(Past.NONE);
    write("a/one.scenarios/bad/scenario.yaml", "title: [");

    KnowledgeFolder after = before.changed(Set.of("a/one.scenarios/bad/scenario.yaml"), TODAY);

    assertThat(entry(after, "a/one.md").issues())
        .extracting(issue -> issue.file().path())
        .contains("a/one.scenarios/bad/scenario.yaml");
    assertThat(entry(after, "a/two.md")).isSameAs(entry(before, "a/two.md"));
  }

  @Test
  void schemasAreCheckedAgainstAllEntries() throws IOException {
    KnowledgeFolder before = load(Past.NONE);
    write("schemas/tables.yaml", "Nothing: {A: string}");

    KnowledgeFolder after = before.changed(Set.of("schemas/tables.yaml"), TODAY);

    assertThat(after.broken()).containsOnlyKeys("a/one.md", "a/two.md");
    assertThat(after.base().entries()).allMatch(entry -> entry.tree().isPresent());
    Files.delete(folder.resolve("schemas/tables.yaml"));
    Files.delete(folder.resolve("schemas"));
    assertThat(after.changed(Set.of("schemas/tables.yaml"), TODAY).broken()).isEmpty();
  }

  @Test
  void whatIsNoEntryChangesNoEntry() throws IOException {
    KnowledgeFolder before = load(Past.NONE);
    write("README.md", "read me");
    write("incidents/2026/1.md", "an incident");
    write(".hidden/x.md", "hidden");

    KnowledgeFolder after =
        before.changed(Set.of("README.md", "incidents/2026/1.md", ".hidden/x.md"), TODAY);

    assertThat(after.base().entries()).isEqualTo(before.base().entries());
  }

  @Test
  void theLastTextThatRanIsLookedForInThePast() throws IOException {
    write("a/one.md", BROKEN);
    List<String> asked = new ArrayList<>();
    String good = EntrySamples.queueGrows("one");
    Past past =
        path -> {
          asked.add(path);
          return List.of(
              BROKEN.getBytes(StandardCharsets.UTF_8),
              good.getBytes(StandardCharsets.UTF_8),
              "older".getBytes(StandardCharsets.UTF_8));
        };

    KnowledgeFolder loaded = load(past);

    assertThat(asked).containsExactly("a/one.md");
    assertThat(entry(loaded, "a/one.md").source().text()).isEqualTo(good);
    assertThat(loaded.broken()).containsOnlyKeys("a/one.md");
    assertThat(loaded.broken().get("a/one.md").source().text()).isEqualTo(BROKEN);
  }

  @Test
  void whatNeverRanStandsThereWithItsIssues() throws IOException {
    write("a/one.md", BROKEN);

    KnowledgeFolder loaded = load(path -> List.of("also broken".getBytes(StandardCharsets.UTF_8)));

    assertThat(entry(loaded, "a/one.md").hasErrors()).isTrue();
    assertThat(loaded.broken()).isEmpty();
  }

  @Test
  void aBrokenTextStaysAsideUntilItIsMendedOrGone() throws IOException {
    KnowledgeFolder folded = load(Past.NONE);
    write("a/one.md", BROKEN);
    write("a/two.md", BROKEN);
    folded = folded.changed(Set.of("a/one.md", "a/two.md"), TODAY);
    assertThat(folded.broken()).containsOnlyKeys("a/one.md", "a/two.md");
    write("a/one.md", "broken in another way");
    folded = folded.changed(Set.of("a/one.md"), TODAY);
    assertThat(entry(folded, "a/one.md").tree()).isPresent();
    assertThat(folded.broken().get("a/one.md").source().text()).isEqualTo("broken in another way");

    write("a/one.md", EntrySamples.queueGrows("one"));
    Files.delete(folder.resolve("a/two.md"));
    folded = folded.changed(Set.of("a/one.md", "a/two.md"), TODAY);

    assertThat(folded.broken()).isEmpty();
    assertThat(folded.base().entries()).hasSize(1);
  }

  @Test
  void changeByChangeGivesWhatLoadingAnewGives() throws IOException {
    Random random = new Random(7);
    KnowledgeFolder folded = load(Past.NONE);
    for (int i = 0; i < 80; i++) {
      String path = "a/e" + random.nextInt(5) + ".md";
      String id = path.substring(2, path.length() - 3);
      switch (random.nextInt(5)) {
        case 0 -> Files.deleteIfExists(folder.resolve(path));
        case 1 -> write(path, EntrySamples.queueGrows("e" + random.nextInt(5)));
        case 2 ->
            write(
                path,
                EntrySamples.queueGrows(id)
                    .replace(
                        "## Symptoms\n",
                        "## Symptoms\n\n- See [another](e"
                            + random.nextInt(5)
                            + ".md#is-the-consumer-up)\n"));
        case 3 ->
            write(
                path,
                EntrySamples.queueGrows(id)
                    .replace("Is the consumer up?", "Is the consumer there?")
                    .replace("#is-the-consumer-up", "#is-the-consumer-there"));
        default -> write(path, EntrySamples.queueGrows(id) + "\n".repeat(random.nextInt(3)));
      }

      folded = folded.changed(Set.of(path), TODAY);

      KnowledgeFolder anew = load(Past.NONE);
      assertThat(lines(folded)).isEqualTo(lines(anew));
    }
  }

  private static List<String> lines(KnowledgeFolder folder) {
    return folder.base().entries().stream()
        .map(
            entry ->
                entry.source().path()
                    + " "
                    + entry.id()
                    + " "
                    + entry.tree().isPresent()
                    + " "
                    + entry.issues().stream().map(Issue::message).toList())
        .toList();
  }

  private KnowledgeFolder load(Past past) {
    return KnowledgeFolder.load(folder, Optional.empty(), TODAY, past);
  }

  private static CompiledEntry entry(KnowledgeFolder folder, String path) {
    return folder.base().entries().stream()
        .filter(entry -> entry.source().path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
