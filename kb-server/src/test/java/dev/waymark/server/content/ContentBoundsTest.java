package dev.waymark.server.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is larger than content may be isn't read, that is said, and what was served goes on. */
class ContentBoundsTest {
  @TempDir Path folder;

  private Git remote;
  private Content content;

  @BeforeEach
  void makeRepository() {
    remote = Git.at(folder.resolve("remote.git"));
    remote.commit("main", "Ann", Map.of("lamp.md", "dark\n"));
    content =
        Content.repository(
            new GitSettings(
                folder.resolve("data"),
                Optional.of(remote.url()),
                Optional.empty(),
                Optional.empty()),
            Clock.systemUTC());
    content.open();
    content.follow(change -> {});
    content.sync();
  }

  @AfterEach
  void stop() {
    content.stop();
    remote.close();
  }

  private String served() {
    return content.state().served().orElseThrow().id();
  }

  private String trouble() {
    return content.state().trouble().map(ContentProblem::message).orElse("");
  }

  @Test
  void aBillionFilesOfTenObjectsArentLaidOut() throws IOException {
    String before = served();
    String bomb = Bombs.tree(remote, 10, 9);

    long start = System.nanoTime();
    content.sync();

    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(trouble())
        .startsWith(
            "The commit " + bomb.substring(0, 8) + " isn't served: it has more than 100,000")
        .contains("`f0/f0/f0/");
    assertThat(served()).isEqualTo(before);
    assertThat(content.read("lamp.md")).isEmpty();

    remote.rewrite("main", "Ann", Map.of("door.md", "shut\n"));
    content.sync();
    assertThat(trouble()).isEmpty();
    assertThat(content.open().resolve("door.md")).hasContent("shut\n");
  }

  @Test
  void aProposalOnTopOfTooMuchIsRefused() throws IOException {
    Bombs.tree(remote, 10, 9);
    content.sync();

    var proposed =
        content.propose(
            new Proposal(
                "lesson/1",
                new Proposal.Person("Ann", "ann@example.com"),
                "Say it",
                Map.of("lamp.md", "bright\n")));

    assertThat(proposed.toString()).contains("more than 100,000 files and folders");
  }

  @Test
  void whatLiesTooDeepOrHasTooLongANameIsNamed() {
    Map<String, String> files = new HashMap<>();
    files.put("d/".repeat(40) + "deep.md", "deep\n");
    files.put("n".repeat(300) + ".md", "long\n");
    remote.commit("main", "Ann", files);

    content.sync();

    assertThat(trouble()).isEmpty();
    assertThat(content.state().warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.message()).contains("`nnn", "`d/d/d/").hasSizeLessThan(600);
              assertThat(warning.hint()).contains("at most 255 characters");
            });
    try (var laid = Files.list(content.open())) {
      assertThat(laid.map(path -> path.getFileName().toString())).containsExactly("lamp.md");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyLargeFilesAreRefusedByTheirSizeBeforeTheyAreWritten() throws IOException {
    Bombs.files(remote, 40, 40 << 20);

    content.sync();

    assertThat(trouble()).contains("more than 1,024 MiB of files, counted up to `big");
    assertThat(content.open().resolve("big0.md")).doesNotExist();
  }

  @Test
  void aPackThatNeedsMoreMemoryThanThereIsIsRefused() throws IOException {
    try (Repository repository = BoundedRepository.at(folder.resolve("bounded.git"))) {
      repository.create(true);
      byte[] head =
          ByteBuffer.allocate(12).put("PACK".getBytes(UTF_8)).putInt(2).putInt(-1).array();
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        assertThatThrownBy(
                () ->
                    inserter
                        .newPackParser(new ByteArrayInputStream(head))
                        .parse(NullProgressMonitor.INSTANCE))
            .isInstanceOf(BoundedRepository.TooLarge.class)
            .hasMessageStartingWith("it sends 4,294,967,295 objects");
      }
    }
  }

  @Test
  void aFolderIsReadUpToItsBounds() throws Exception {
    Path root = Files.createDirectories(folder.resolve("entries"));
    Files.writeString(root.resolve("lamp.md"), "# Lamp\n");
    Files.createDirectories(root.resolve("d/".repeat(40)));
    Files.createSymbolicLink(root.resolve("loop"), root);
    assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe.md").toString()).start().waitFor())
        .isZero();
    Content watched = Content.folder(root, Clock.systemUTC());
    watched.open();
    watched.follow(change -> {});
    watched.sync();

    List<ContentProblem> warnings = watched.state().warnings();
    watched.stop();

    assertThat(watched.state().trouble()).isEmpty();
    assertThat(warnings)
        .extracting(ContentProblem::message)
        .anySatisfy(message -> assertThat(message).contains("lies too deep"))
        .anySatisfy(message -> assertThat(message).contains("`loop` is a symbolic link"));
  }
}
