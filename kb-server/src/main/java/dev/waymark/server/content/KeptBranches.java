package dev.waymark.server.content;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Branches of the server's own, such as the one with the anchors of the record. Each only goes on
 * from what was known of it, whatever becomes of it elsewhere.
 */
final class KeptBranches {
  private final FollowedRepository repository;

  KeptBranches(FollowedRepository repository) {
    this.repository = repository;
  }

  /** The texts of a branch of the server's own. */
  Result<Map<String, String>> filesOf(String branch) {
    return repository.change(
        git -> {
          Optional<ObjectId> kept = kept(git, branch).commit();
          return Result.done(
              kept.isEmpty() ? Map.<String, String>of() : git.texts(kept.orElseThrow()));
        });
  }

  /** Puts files onto a branch of the server's own. */
  Result<ProposedBranch> keep(String branch, Map<String, String> files, String message) {
    return repository.change(
        git -> {
          Kept kept = kept(git, branch);
          Map<String, byte[]> bytes = new TreeMap<>();
          files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
          ObjectId tree =
              kept.commit().isEmpty()
                  ? git.tree(bytes)
                  : git.tree(git.treeOf(kept.commit().orElseThrow()), bytes);
          ObjectId commit =
              git.write(
                  tree, kept.commit().map(List::of).orElse(List.of()), Optional.empty(), message);
          ObjectId from = kept.commit().orElse(ObjectId.zeroId());
          ObjectId there = kept.isThere() ? from : ObjectId.zeroId();
          return repository.move(git, branch, there, from, commit)
              ? Result.done(new ProposedBranch(branch, commit.name()))
              : Result.refused(
                  Problem.conflict(
                      "The branch " + branch + " has changed meanwhile.", "Try it once more."));
        });
  }

  /**
   * A branch of the server's own.
   *
   * @param isThere whether the repository has it; one that was deleted elsewhere is still known
   *     here, and is put back with the next commit
   */
  private record Kept(Optional<ObjectId> commit, boolean isThere) {}

  private Kept kept(GitStore git, String branch) throws IOException, TroubleException {
    Optional<ObjectId> before = git.resolve(repository.ref(branch));
    Optional<Remote> remote = repository.settings().remote();
    if (remote.isEmpty()) {
      return new Kept(before, before.isPresent());
    }
    boolean isThere = repository.fetchWith(git, remote.orElseThrow(), branch);
    Optional<ObjectId> now = git.resolve(repository.ref(branch));
    if (before.isPresent() && !git.isBefore(before.orElseThrow(), now.orElseThrow())) {
      // What was known before stays known: the branch goes on only from there.
      git.move(repository.ref(branch), now.orElseThrow(), before.orElseThrow());
      throw new TroubleException(
          new ContentProblem(
              "The branch %s was rewritten in the repository: commit %s isn't part of it any more."
                  .formatted(branch, before.orElseThrow().name()),
              "Somebody has pushed another branch of this name by force. Find out who, and push"
                  + " that commit again: it is kept in "
                  + repository.copy()
                  + "."));
    }
    return new Kept(now, isThere);
  }
}
