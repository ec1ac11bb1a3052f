package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Proposal.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patch of a branch, given to git itself. */
class PatchTextTest {
  private static final Person ANN = new Person("Änn Example", "ann@example.com");
  private static final Map<String, String> BEFORE =
      Map.of("lamp.md", "dark\nand cold\nno end", "door.md", "shut\n");
  private static final Map<String, String> FILES =
      Map.of("lamp.md", "bright\nand cold\nno end", "incidents/2026/1.md", "# Größe ☂\n");

  /** Each line would end the message, begin the difference, or be taken for a header. */
  private static final String MESSAGE =
      """
      Light the lamp: früher als es dunkel wird, damit niemand im Dunkeln

      From: Eve <eve@example.com>
      Subject: Something else
      ---
      diff --git a/door.md b/door.md
      --- a/door.md
      +++ b/door.md
      @@ -1 +1 @@
      -shut
      +open
      From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
      Learned in incident 1.
      """;

  @TempDir Path folder;

  private Git remote;
  private Content content;

  @BeforeEach
  void propose() {
    Assumptions.assumeTrue(isThere(), "there is no git on this machine");
    remote = Git.at(folder.resolve("remote.git"));
    remote.commit("main", "Ann", BEFORE);
    GitSettings settings =
        new GitSettings(
            folder.resolve("data"), Optional.of(remote.url()), Optional.empty(), Optional.empty());
    content = Content.repository(settings, Clock.systemUTC());
    content.open();
    content.follow(change -> {});
    content.sync();
    content.propose(new Proposal("lesson/1", ANN, MESSAGE, FILES)).orThrow();
  }

  @AfterEach
  void stop() {
    content.stop();
    remote.close();
  }

  @Test
  void gitAmMakesTheSameCommit() throws Exception {
    Path work = cloned();
    git(work, "am", patch().toString());

    assertThat(git(work, "log", "-1", "--format=%an <%ae>%n%B"))
        .startsWith("Änn Example <ann@example.com>\n")
        .contains("Light the lamp: früher als es dunkel wird, damit niemand im Dunkeln\n")
        .contains("Eve <eve@example.com>", "Learned in incident 1.");
    assertThat(git(work, "rev-parse", "HEAD^{tree}").strip())
        .isEqualTo(remote.newest("lesson/1").getTree().getName());
    assertThat(git(work, "log", "--format=%h", "origin/main..HEAD").lines()).hasSize(1);
  }

  @Test
  void gitApplyMakesTheSameFiles() throws Exception {
    Path work = cloned();
    git(work, "apply", "--index", patch().toString());

    assertThat(git(work, "write-tree").strip())
        .isEqualTo(remote.newest("lesson/1").getTree().getName());
  }

  @Test
  void whatIsProposedOnAStaleBranchIsOnePatchToo() throws Exception {
    remote.commit("main", "Bob", Map.of("lamp.md", "flickers\nand cold\nno end"));
    content.sync();
    Map<String, String> files = Map.of("lamp.md", "bright, flickers\nand cold\nno end");
    content.propose(new Proposal("lesson/1", ANN, "Again\n\nWhy", files)).orThrow();
    Path work = cloned();
    git(work, "am", patch().toString());

    assertThat(Files.readString(work.resolve("lamp.md"))).startsWith("bright, flickers");
  }

  private Path patch() throws IOException {
    return Files.writeString(folder.resolve("lesson-1.patch"), content.patch("lesson/1").orThrow());
  }

  private Path cloned() throws Exception {
    Path work = folder.resolve("work");
    git(folder, "clone", "-q", remote.url(), work.toString());
    return work;
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs git as a person without any settings would. */
  private String git(Path where, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
    process
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_COMMITTER_NAME", "Kim",
                "GIT_COMMITTER_EMAIL", "kim@example.com"));
    Process running = process.start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).as(said).isZero();
    return said;
  }
}
