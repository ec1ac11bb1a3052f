package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.problem.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The branch that the server keeps beside the one that it serves. */
class KeptBranchTest {
  private static final String BRANCH = "waymark/record";

  @TempDir Path folder;

  @Test
  void theOwnRepositoryKeepsItBesideMain() {
    Content content = own();

    assertThat(content.filesOf(BRANCH).orThrow()).isEmpty();
    content.keep(BRANCH, Map.of("a/one.txt", "1"), "Keep one").orThrow();
    content.keep(BRANCH, Map.of("a/two.txt", "2"), "Keep two").orThrow();

    assertThat(content.filesOf(BRANCH).orThrow())
        .isEqualTo(Map.of("a/one.txt", "1", "a/two.txt", "2"));
    content.stop();
  }

  @Test
  void aRepositoryElsewhereGetsItPushed() {
    try (Git remote = remote()) {
      Content content = of(remote);
      content.keep(BRANCH, Map.of("one.txt", "1"), "Keep one").orThrow();

      assertThat(remote.files(BRANCH)).isEqualTo(Map.of("one.txt", "1"));
      assertThat(remote.files("main")).containsOnlyKeys("entry.md");
      Content other = of(remote);
      other.keep(BRANCH, Map.of("two.txt", "2"), "Keep two").orThrow();
      assertThat(content.filesOf(BRANCH).orThrow()).containsOnlyKeys("one.txt", "two.txt");
      content.stop();
      other.stop();
    }
  }

  @Test
  void aBranchThatWasRewrittenIsRefusedForGood() {
    try (Git remote = remote()) {
      Content content = of(remote);
      content.keep(BRANCH, Map.of("one.txt", "1"), "Keep one").orThrow();
      remote.rewrite(BRANCH, "Mallory", Map.of("one.txt", "other"));

      assertThat(refusal(content.filesOf(BRANCH))).contains("was rewritten");
      assertThat(refusal(content.filesOf(BRANCH))).contains("was rewritten");
      assertThat(refusal(content.keep(BRANCH, Map.of("two.txt", "2"), "Keep two")))
          .contains("was rewritten");
      content.stop();
    }
  }

  @Test
  void aBranchThatWasDeletedIsPutBack() {
    try (Git remote = remote()) {
      Content content = of(remote);
      content.keep(BRANCH, Map.of("one.txt", "1"), "Keep one").orThrow();
      remote.deleteBranch(BRANCH);

      assertThat(content.filesOf(BRANCH).orThrow()).containsOnlyKeys("one.txt");
      content.keep(BRANCH, Map.of("two.txt", "2"), "Keep two").orThrow();
      assertThat(remote.files(BRANCH)).containsOnlyKeys("one.txt", "two.txt");
      content.stop();
    }
  }

  @Test
  void aPlainFolderKeepsNothing() {
    Content content = Content.folder(folder, Clock.systemUTC());

    assertThat(refusal(content.filesOf(BRANCH))).contains("isn't a repository");
    assertThat(refusal(content.keep(BRANCH, Map.of("one.txt", "1"), "Keep one")))
        .contains("isn't a repository");
    content.stop();
  }

  private static String refusal(Result<?> result) {
    return ((Result.Refused<?>) result).problem().detail();
  }

  private Git remote() {
    Git remote = Git.at(folder.resolve("remote.git"));
    remote.commit("main", "Ann", Map.of("entry.md", "# Entry\n"));
    return remote;
  }

  private Content own() {
    return Content.repository(
        new GitSettings(
            folder.resolve("data"), Optional.empty(), Optional.empty(), Optional.empty()),
        Clock.systemUTC());
  }

  private int clones;

  private Content of(Git remote) {
    clones++;
    return Content.repository(
        new GitSettings(
            folder.resolve("data" + clones),
            Optional.of(remote.url()),
            Optional.empty(),
            Optional.empty()),
        Clock.systemUTC());
  }
}
