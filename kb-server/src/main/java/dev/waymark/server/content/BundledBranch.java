package dev.waymark.server.content;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The branch of the own repository that holds what is bundled with Waymark, release by release.
 * What is new there is merged into the served branch, unless people have changed the same lines.
 */
final class BundledBranch {
  static final String NAME = "bundled";

  private static final String REF = Constants.R_HEADS + NAME;

  private final Optional<ContentProblem> trouble;

  private BundledBranch(Optional<ContentProblem> trouble) {
    this.trouble = trouble;
  }

  /** Commits what is bundled, if it is new, and brings it into the served branch. */
  static BundledBranch bringUp(GitStore git, String served) throws IOException {
    Map<String, byte[]> files = BundledContent.files();
    Optional<ObjectId> before = git.resolve(REF);
    ObjectId newest = before.orElse(ObjectId.zeroId());
    ObjectId tree = git.tree(files);
    if (before.isEmpty() || !git.treeOf(before.orElseThrow()).equals(tree)) {
      newest =
          git.write(
              tree,
              before.map(List::of).orElse(List.of()),
              Optional.empty(),
              before.isEmpty()
                  ? "Begin with the entries that come with Waymark"
                  : "Bring the entries of a newer Waymark");
      git.move(REF, before.orElse(ObjectId.zeroId()), newest);
    }
    Optional<ObjectId> ours = git.resolve(served);
    if (ours.isEmpty()) {
      git.move(served, ObjectId.zeroId(), newest);
      return new BundledBranch(Optional.empty());
    }
    GitStore.Merge merge =
        git.mergeInto(ours.orElseThrow(), newest, "Merge the entries of a newer Waymark");
    if (merge.commit().isEmpty()) {
      return new BundledBranch(Optional.of(conflict(git, merge.conflicts())));
    }
    git.move(served, ours.orElseThrow(), merge.commit().orElseThrow());
    return new BundledBranch(Optional.empty());
  }

  private static ContentProblem conflict(GitStore git, List<String> conflicts) {
    return new ContentProblem(
        "This Waymark brings newer entries, which change the same lines as you did: "
            + String.join(", ", conflicts)
            + ".",
        "Yours are served. To have both: git clone %s, in it git merge origin/%s, and git push."
            .formatted(git.repository().getDirectory(), NAME));
  }

  /** Why the newest bundled entries aren't served. */
  Optional<ContentProblem> trouble() {
    return trouble;
  }
}
