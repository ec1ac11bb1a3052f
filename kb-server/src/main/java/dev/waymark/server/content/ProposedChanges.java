package dev.waymark.server.content;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Changes of the content as branches: proposed, shown as patches, merged where nobody else can. */
final class ProposedChanges {
  private static final int MOST_FILES = 200;

  private final FollowedRepository repository;
  private final CommitLayout layout;

  /**
   * @param layout what looks whether a commit may be read at all
   */
  ProposedChanges(FollowedRepository repository, CommitLayout layout) {
    this.repository = repository;
    this.layout = layout;
  }

  /** Puts a change on a branch of its own, for others to look at. */
  Result<ProposedBranch> propose(Proposal proposal) {
    Optional<Problem> wrong = check(proposal);
    if (wrong.isPresent()) {
      return Result.refused(wrong.orElseThrow());
    }
    return repository.change(git -> propose(git, proposal));
  }

  private Result<ProposedBranch> propose(GitStore git, Proposal proposal)
      throws IOException, TroubleException {
    Optional<ObjectId> known = repository.newest(git);
    Optional<Remote> remote = repository.settings().remote();
    boolean isThere = true;
    if (remote.isPresent()) {
      isThere = repository.fetchWith(git, remote.orElseThrow(), proposal.branch());
    } else {
      repository.bringBundled(git);
    }
    Optional<ObjectId> newest = repository.newest(git);
    if (newest.isEmpty()) {
      ContentProblem trouble = repository.noBranch();
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, trouble.message(), trouble.hint()));
    }
    ObjectId base = newest.orElseThrow();
    layout.survey(git, base);
    Optional<ObjectId> readAt =
        proposal
            .base()
            .filter(ObjectId::isId)
            .map(ObjectId::fromString)
            .filter(git::has)
            .or(() -> known);
    List<String> changed = changedSince(git, readAt, base, proposal);
    if (!changed.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "Somebody has changed " + String.join(", ", changed) + " meanwhile.",
              "Look at the change again: it has to be made on the newest text."));
    }
    Optional<ObjectId> existing =
        isThere ? git.resolve(repository.ref(proposal.branch())) : Optional.empty();
    if (existing.isPresent()) {
      layout.survey(git, existing.orElseThrow());
    }
    Start start = start(git, base, existing);
    Map<String, byte[]> files = new TreeMap<>();
    proposal
        .files()
        .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    ObjectId tree = git.tree(start.tree(), files);
    if (tree.equals(git.treeOf(base))) {
      return Result.refused(
          Problem.invalid(
              "There is nothing to propose: the files hold exactly this.",
              "Perhaps it was proposed and accepted already."));
    }
    ObjectId head = start.parents().get(0);
    if (start.parents().size() == 1 && tree.equals(git.treeOf(head))) {
      return Result.done(new ProposedBranch(proposal.branch(), head.name()));
    }
    ObjectId commit =
        git.write(tree, start.parents(), Optional.of(proposal.author()), proposal.message());
    ObjectId from = existing.orElse(ObjectId.zeroId());
    if (!repository.move(git, proposal.branch(), from, from, commit)) {
      return Result.refused(
          Problem.conflict(
              "The branch " + proposal.branch() + " has changed meanwhile.",
              "Propose the change again."));
    }
    return Result.done(new ProposedBranch(proposal.branch(), commit.name()));
  }

  /** What a proposal goes on top of: the commits, and the tree in which its files are put. */
  private record Start(List<ObjectId> parents, ObjectId tree) {}

  /**
   * A branch that is behind what is served is brought up to it, so that it can be merged. Where the
   * two conflict, what is served counts: the proposal was made from it.
   */
  private static Start start(GitStore git, ObjectId base, Optional<ObjectId> existing)
      throws IOException {
    if (existing.isEmpty() || git.isBefore(existing.orElseThrow(), base)) {
      return new Start(List.of(base), git.treeOf(base));
    }
    ObjectId branch = existing.orElseThrow();
    if (git.isBefore(base, branch)) {
      return new Start(List.of(branch), git.treeOf(branch));
    }
    Optional<ObjectId> both = git.mergedTree(branch, base);
    return new Start(List.of(branch, base), both.isPresent() ? both.get() : git.treeOf(base));
  }

  /** Which files of a proposal aren't any more what they were when its texts were made. */
  private static List<String> changedSince(
      GitStore git, Optional<ObjectId> readAt, ObjectId now, Proposal proposal) throws IOException {
    if (readAt.isEmpty() || readAt.orElseThrow().equals(now)) {
      return List.of();
    }
    List<String> changed = new ArrayList<>();
    for (String path : new TreeMap<>(proposal.files()).keySet()) {
      Optional<ObjectId> before = git.read(readAt.orElseThrow(), path).map(GitStore::blobOf);
      Optional<ObjectId> after = git.read(now, path).map(GitStore::blobOf);
      if (!before.equals(after)) {
        changed.add(path);
      }
    }
    return changed;
  }

  private Optional<Problem> check(Proposal proposal) {
    String branch = proposal.branch();
    boolean isServed =
        branch.equals(repository.branch().orElse(FollowedRepository.OWN_BRANCH))
            || branch.equals(BundledBranch.NAME);
    if (isServed || !Repository.isValidRefName(Constants.R_HEADS + branch)) {
      return Optional.of(
          Problem.invalid(
              "A change can't be proposed on a branch `" + branch + "`.",
              "Give it a branch of its own, such as lesson/12-wrong-threshold."));
    }
    if (proposal.files().isEmpty() || proposal.files().size() > MOST_FILES) {
      return Optional.of(
          Problem.invalid(
              "A change has from 1 to " + MOST_FILES + " files.", "Propose them in parts."));
    }
    return proposal.files().keySet().stream()
        .filter(path -> !FileHistory.isPath(path))
        .findFirst()
        .map(
            path ->
                Problem.invalid(
                    "There can be no file `" + path + "` in a repository.",
                    "Name files relative to the repository's root, with slashes."));
  }

  /** What a proposed branch changes, as a patch. */
  Result<String> patch(String branch) {
    return repository.change(git -> patch(git, branch));
  }

  private Result<String> patch(GitStore git, String branch) throws IOException, TroubleException {
    Optional<ObjectId> newest = repository.newest(git);
    Optional<ObjectId> proposed =
        Repository.isValidRefName(Constants.R_HEADS + branch)
            ? git.resolve(repository.ref(branch))
            : Optional.empty();
    if (newest.isEmpty() || proposed.isEmpty()) {
      return Result.refused(noSuchBranch(branch));
    }
    ObjectId base = git.mergeBase(newest.orElseThrow(), proposed.orElseThrow());
    layout.survey(git, base);
    layout.survey(git, proposed.orElseThrow());
    return base.equals(proposed.orElseThrow())
        ? Result.refused(
            Problem.conflict(
                "The branch `" + branch + "` is merged: nothing is left to apply.",
                "Take what is served."))
        : Result.done(PatchText.between(git.repository(), base, proposed.orElseThrow()));
  }

  /** Puts a proposed branch onto the served one, if there is nobody else who could. */
  Result<ContentCommit> merge(String branch) {
    if (!repository.settings().isOwn()) {
      return Result.refused(
          Problem.invalid(
              "Changes are accepted where the repository is, not here.",
              "Merge the branch " + branch + " in " + repository.settings().shown() + "."));
    }
    return repository.change(git -> merge(git, branch));
  }

  private Result<ContentCommit> merge(GitStore git, String branch)
      throws IOException, TroubleException {
    Optional<ObjectId> theirs =
        Repository.isValidRefName(Constants.R_HEADS + branch)
            ? git.resolve(Constants.R_HEADS + branch)
            : Optional.empty();
    Optional<ObjectId> ours = repository.newest(git);
    if (theirs.isEmpty() || ours.isEmpty()) {
      return Result.refused(noSuchBranch(branch));
    }
    layout.survey(git, theirs.orElseThrow());
    GitStore.Merge merge =
        git.mergeInto(ours.orElseThrow(), theirs.orElseThrow(), "Merge " + branch);
    if (merge.commit().isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "The branch %s and what is served change the same lines of %s."
                  .formatted(branch, String.join(", ", merge.conflicts())),
              "Make the change again on the newest text, on a branch of another name."));
    }
    ObjectId commit = merge.commit().orElseThrow();
    if (!git.move(repository.ref(FollowedRepository.OWN_BRANCH), ours.orElseThrow(), commit)) {
      return Result.refused(
          Problem.conflict("What is served has changed meanwhile.", "Try it once more."));
    }
    return Result.done(git.commit(commit));
  }

  private static Problem noSuchBranch(String branch) {
    return Problem.notFound("There is no branch `" + branch + "`.", "Propose the change first.");
  }
}
