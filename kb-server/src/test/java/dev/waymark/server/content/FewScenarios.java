package dev.waymark.server.content;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A server's own repository in which an entry has only a few of its scenarios. Each draft of a
 * change walks all of them, which takes long where hundreds of drafts are made.
 */
public final class FewScenarios {
  private FewScenarios() {}

  /**
   * Deletes the others, in a commit.
   *
   * @param data the folder of {@code waymark.content.data}
   * @param begin what the names of the kept scenarios begin with
   */
  public static void keep(Path data, String entry, String begin) {
    String folder = "entries/" + entry + ".scenarios/";
    try (Git git = Git.at(data.resolve("own/repository.git"))) {
      awaitBranch(git);
      Map<String, String> deleted = new TreeMap<>();
      git.files(FollowedRepository.OWN_BRANCH).keySet().stream()
          .filter(path -> path.startsWith(folder) && !path.startsWith(folder + begin))
          .forEach(path -> deleted.put(path, ""));
      if (!deleted.isEmpty()) {
        git.commit(FollowedRepository.OWN_BRANCH, "Bob", deleted);
      }
    }
  }

  /** The server makes it in the background when it starts. */
  private static void awaitBranch(Git git) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (git.head(FollowedRepository.OWN_BRANCH).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
