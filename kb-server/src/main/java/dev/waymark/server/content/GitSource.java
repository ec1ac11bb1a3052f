package dev.waymark.server.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.runbooks.ContentBounds;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a git repository. One elsewhere is mirrored into the data folder; without one, the
 * data folder has the only repository, which begins with the bundled content.
 *
 * <p>Whatever changes the repository holds the lock; reading a commit needs none.
 */
final class GitSource implements ContentSource {
  static final String OWN_BRANCH = "main";

  private static final String REPLACED = "refs/waymark/replaced/";
  private static final int MOST_VERSIONS = 20;
  private static final int MOST_REMEMBERED = 5_000;
  private static final int MOST_FILES = 200;
  private static final int MOST_NAMED = 10;
  private static final int LONGEST_NAMED = 200;

  private final GitSettings settings;
  private final Clock clock;
  private final Path folder;
  private final ServedFolder served;
  private final ReentrantLock lock = new ReentrantLock();
  private final Cache<String, Optional<ContentCommit>> changes =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private volatile @Nullable GitStore store;
  private volatile @Nullable ObjectId head;
  private volatile State state;
  private volatile Optional<ContentCommit> laid = Optional.empty();
  private volatile Optional<BundledBranch> bundled = Optional.empty();

  GitSource(GitSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.folder = settings.folder();
    this.served = new ServedFolder(folder);
    this.state =
        new State(
            settings.branch(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
  }

  /** What changes of {@link ContentState}. */
  private record State(
      Optional<String> branch,
      Optional<ContentCommit> served,
      Optional<ContentCommit> newest,
      Optional<Instant> synced,
      Optional<ContentProblem> trouble,
      List<ContentProblem> warnings) {

    State on(String name) {
      return new State(Optional.of(name), served, newest, synced, trouble, warnings);
    }

    State seen(ContentCommit commit) {
      return new State(branch, served, Optional.of(commit), synced, trouble, warnings);
    }

    State serving(Optional<ContentCommit> commit) {
      return new State(branch, commit, newest, synced, trouble, warnings);
    }

    State with(Optional<ContentProblem> wrong, Instant now) {
      return new State(
          branch, served, newest, wrong.isEmpty() ? Optional.of(now) : synced, wrong, warnings);
    }

    State warning(List<ContentProblem> known) {
      return new State(branch, served, newest, synced, trouble, known);
    }
  }

  @Override
  public ContentState state() {
    State now = state;
    List<ContentProblem> warnings = new ArrayList<>(now.warnings());
    bundled.flatMap(BundledBranch::trouble).ifPresent(warnings::add);
    return new ContentState(
        settings.isOwn() ? ContentState.Kind.OWN_REPOSITORY : ContentState.Kind.REMOTE_REPOSITORY,
        settings.shown(),
        now.branch(),
        now.served(),
        now.newest(),
        now.synced(),
        now.trouble(),
        warnings);
  }

  /** What was served last; before that the bundled content, or nothing. */
  @Override
  public Path open() {
    try {
      if (served.commit().isPresent()) {
        return served.root();
      }
      if (settings.isOwn() && BundledContent.folder().isPresent()) {
        return BundledContent.folder().orElseThrow();
      }
      Files.createDirectories(served.root());
    } catch (IOException e) {
      state = state.with(Optional.of(unwritable(e)), clock.instant());
    }
    return served.root();
  }

  @Override
  public Optional<ContentChange> sync() {
    lock.lock();
    try {
      GitStore git = store();
      Optional<ContentProblem> wrong = bringUp(git);
      Optional<ObjectId> newest = head(git);
      if (newest.isEmpty()) {
        state = state.with(wrong.or(() -> Optional.of(noBranch())), clock.instant());
        return Optional.empty();
      }
      head = newest.orElseThrow();
      state = state.seen(git.commit(newest.orElseThrow()));
      Optional<ContentChange> change = lay(git, newest.orElseThrow());
      state = state.with(wrong, clock.instant());
      return change;
    } catch (TroubleException e) {
      state = state.with(Optional.of(e.trouble()), clock.instant());
      return Optional.empty();
    } catch (IOException | LargeObjectException e) {
      state = state.with(Optional.of(unwritable(e)), clock.instant());
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void served() {
    state = state.serving(laid);
  }

  @Override
  public void failed() {
    state =
        state.with(
            Optional.of(
                new ContentProblem(
                    "The newest content couldn't be compiled; what was served before goes on.",
                    "The server's log says why. It is tried again.")),
            clock.instant());
    try {
      served.forget();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      GitStore open = store;
      store = null;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The newest commit of a file, as far as the repository is known here. */
  Optional<ContentCommit> lastChange(String path) {
    return at((git, commit) -> git.lastChange(commit, path), "", path);
  }

  /** The newest commit of a file that made it the text. */
  Optional<ContentCommit> changeTo(String path, String text) {
    Optional<ObjectId> blob = Optional.of(GitStore.blobOf(text.getBytes(StandardCharsets.UTF_8)));
    return at(
        (git, commit) ->
            git.versions(commit, path, MOST_VERSIONS).stream()
                .filter(version -> version.blob().equals(blob))
                .map(GitStore.Version::commit)
                .findFirst(),
        blob.orElseThrow().name(),
        path);
  }

  /** Something that is read at a commit. */
  private interface Question {
    Optional<ContentCommit> ask(GitStore git, ObjectId commit) throws IOException;
  }

  private Optional<ContentCommit> at(Question question, String kind, String path) {
    GitStore git = store;
    ObjectId commit = head;
    if (git == null || commit == null) {
      return Optional.empty();
    }
    String key = commit.name() + ":" + kind + ":" + path;
    Optional<ContentCommit> known = changes.getIfPresent(key);
    if (known != null) {
      return known;
    }
    try {
      Optional<ContentCommit> found = question.ask(git, commit);
      changes.put(key, found);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Earlier bytes of a file, newest first. */
  List<byte[]> earlier(String path) {
    lock.lock();
    try {
      GitStore git = store();
      Optional<ObjectId> from = served.commit().or(() -> Optional.ofNullable(head));
      List<byte[]> texts = new ArrayList<>();
      if (from.filter(git::has).isPresent()) {
        for (GitStore.Version version : git.versions(from.orElseThrow(), path, MOST_VERSIONS)) {
          if (version.blob().isPresent()) {
            git.read(version.blob().orElseThrow()).ifPresent(texts::add);
          }
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  Optional<ContentText> read(String path) {
    lock.lock();
    try {
      GitStore git = store();
      Optional<ObjectId> newest = head(git);
      return isPath(path) && newest.isPresent()
          ? git.read(newest.orElseThrow(), path)
              .flatMap(GitStore::text)
              .map(text -> new ContentText(newest.orElseThrow().name(), text))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a commit is the one that is served, or one of those before it. */
  boolean isServed(String commit) {
    lock.lock();
    try {
      GitStore git = store();
      Optional<ObjectId> now = served.commit().filter(git::has);
      return ObjectId.isId(commit)
          && git.has(ObjectId.fromString(commit))
          && now.isPresent()
          && git.isBefore(ObjectId.fromString(commit), now.orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  Result<String> patch(String branch) {
    lock.lock();
    try {
      GitStore git = store();
      Optional<ObjectId> newest = head(git);
      Optional<ObjectId> proposed =
          Repository.isValidRefName(Constants.R_HEADS + branch)
              ? git.resolve(ref(branch))
              : Optional.empty();
      if (newest.isEmpty() || proposed.isEmpty()) {
        return Result.refused(noSuchBranch(branch));
      }
      ObjectId base = git.mergeBase(newest.orElseThrow(), proposed.orElseThrow());
      survey(git, base);
      survey(git, proposed.orElseThrow());
      return base.equals(proposed.orElseThrow())
          ? Result.refused(
              Problem.conflict(
                  "The branch `" + branch + "` is merged: nothing is left to apply.",
                  "Take what is served."))
          : Result.done(PatchText.between(git.repository(), base, proposed.orElseThrow()));
    } catch (TroubleException e) {
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, e.trouble().message(), e.trouble().hint()));
    } catch (IOException e) {
      ContentProblem trouble = unwritable(e);
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, trouble.message(), trouble.hint()));
    } finally {
      lock.unlock();
    }
  }

  private static Problem noSuchBranch(String branch) {
    return Problem.notFound("There is no branch `" + branch + "`.", "Propose the change first.");
  }

  /** The texts of a branch of the server's own. */
  Result<Map<String, String>> filesOf(String branch) {
    return locked(
        git -> {
          Optional<ObjectId> kept = kept(git, branch).commit();
          return Result.done(
              kept.isEmpty() ? Map.<String, String>of() : git.texts(kept.orElseThrow()));
        });
  }

  /** Puts files onto a branch of the server's own. */
  Result<ProposedBranch> keep(String branch, Map<String, String> files, String message) {
    return locked(
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
          Optional<Remote> remote = settings.remote();
          if (remote.isPresent()) {
            ObjectId there = kept.isThere() ? from : ObjectId.zeroId();
            remote.orElseThrow().push(git.repository(), branch, there, commit);
            git.move(ref(branch), from, commit);
            return Result.done(new ProposedBranch(branch, commit.name()));
          }
          return git.move(ref(branch), from, commit)
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
    Optional<ObjectId> before = git.resolve(ref(branch));
    Optional<Remote> remote = settings.remote();
    if (remote.isEmpty()) {
      return new Kept(before, before.isPresent());
    }
    boolean isThere = fetchWith(git, remote.orElseThrow(), branch);
    Optional<ObjectId> now = git.resolve(ref(branch));
    if (before.isPresent() && !git.isBefore(before.orElseThrow(), now.orElseThrow())) {
      // What was known before stays known: the branch goes on only from there.
      git.move(ref(branch), now.orElseThrow(), before.orElseThrow());
      throw new TroubleException(
          new ContentProblem(
              "The branch %s was rewritten in the repository: commit %s isn't part of it any more."
                  .formatted(branch, before.orElseThrow().name()),
              "Somebody has pushed another branch of this name by force. Find out who, and push"
                  + " that commit again: it is kept in "
                  + folder.resolve("repository.git")
                  + "."));
    }
    return new Kept(now, isThere);
  }

  /** Something that is done with the repository. */
  private interface Work<T> {
    Result<T> with(GitStore git) throws IOException, TroubleException;
  }

  private <T> Result<T> locked(Work<T> work) {
    lock.lock();
    try {
      return work.with(store());
    } catch (TroubleException e) {
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, e.trouble().message(), e.trouble().hint()));
    } catch (IOException e) {
      ContentProblem trouble = unwritable(e);
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, trouble.message(), trouble.hint()));
    } finally {
      lock.unlock();
    }
  }

  Result<ProposedBranch> propose(Proposal proposal) {
    Optional<Problem> wrong = check(proposal);
    if (wrong.isPresent()) {
      return Result.refused(wrong.orElseThrow());
    }
    return locked(git -> propose(git, proposal));
  }

  private Result<ProposedBranch> propose(GitStore git, Proposal proposal)
      throws IOException, TroubleException {
    Optional<ObjectId> known = head(git);
    Optional<Remote> remote = settings.remote();
    boolean isThere = true;
    if (remote.isPresent()) {
      isThere = fetchWith(git, remote.orElseThrow(), proposal.branch());
    } else {
      bundled(git);
    }
    Optional<ObjectId> newest = head(git);
    if (newest.isEmpty()) {
      ContentProblem trouble = noBranch();
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, trouble.message(), trouble.hint()));
    }
    ObjectId base = newest.orElseThrow();
    survey(git, base);
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
    Optional<ObjectId> existing = isThere ? git.resolve(ref(proposal.branch())) : Optional.empty();
    if (existing.isPresent()) {
      survey(git, existing.orElseThrow());
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
    if (remote.isPresent()) {
      remote.orElseThrow().push(git.repository(), proposal.branch(), from, commit);
      git.move(ref(proposal.branch()), from, commit);
    } else if (!git.move(ref(proposal.branch()), from, commit)) {
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
        branch.equals(state.branch().orElse(OWN_BRANCH)) || branch.equals(BundledBranch.NAME);
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
        .filter(path -> !isPath(path))
        .findFirst()
        .map(
            path ->
                Problem.invalid(
                    "There can be no file `" + path + "` in a repository.",
                    "Name files relative to the repository's root, with slashes."));
  }

  private static boolean isPath(String path) {
    try {
      SystemReader.getInstance().checkPath(path);
      return true;
    } catch (CorruptObjectException e) {
      return false;
    }
  }

  /** Puts a proposed branch onto the served one, if there is nobody else who could. */
  Result<ContentCommit> merge(String branch) {
    if (!settings.isOwn()) {
      return Result.refused(
          Problem.invalid(
              "Changes are accepted where the repository is, not here.",
              "Merge the branch " + branch + " in " + settings.shown() + "."));
    }
    lock.lock();
    try {
      return merge(store(), branch);
    } catch (TroubleException e) {
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, e.trouble().message(), e.trouble().hint()));
    } catch (IOException e) {
      ContentProblem trouble = unwritable(e);
      return Result.refused(
          new Problem(Problem.Kind.UNAVAILABLE, trouble.message(), trouble.hint()));
    } finally {
      lock.unlock();
    }
  }

  private Result<ContentCommit> merge(GitStore git, String branch)
      throws IOException, TroubleException {
    Optional<ObjectId> theirs =
        Repository.isValidRefName(Constants.R_HEADS + branch)
            ? git.resolve(Constants.R_HEADS + branch)
            : Optional.empty();
    Optional<ObjectId> ours = head(git);
    if (theirs.isEmpty() || ours.isEmpty()) {
      return Result.refused(noSuchBranch(branch));
    }
    survey(git, theirs.orElseThrow());
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
    if (!git.move(ref(OWN_BRANCH), ours.orElseThrow(), commit)) {
      return Result.refused(
          Problem.conflict("What is served has changed meanwhile.", "Try it once more."));
    }
    return Result.done(git.commit(commit));
  }

  /** Fetches what is new, or brings in what is bundled; a trouble if that fails. */
  private Optional<ContentProblem> bringUp(GitStore git) throws IOException {
    try {
      Optional<Remote> remote = settings.remote();
      if (remote.isEmpty()) {
        bundled(git);
      } else {
        fetchWith(git, remote.orElseThrow(), "");
      }
      return Optional.empty();
    } catch (TroubleException e) {
      return Optional.of(e.trouble());
    }
  }

  private void bundled(GitStore git) throws IOException {
    if (bundled.isEmpty()) {
      bundled = Optional.of(BundledBranch.bringUp(git, ref(OWN_BRANCH)));
      state = state.on(OWN_BRANCH);
    }
  }

  /**
   * Fetches the served branch, and another one if it exists.
   *
   * @return whether the other one is
   */
  private boolean fetchWith(GitStore git, Remote remote, String other) throws TroubleException {
    Remote.Advertised now =
        remote.fetch(git.repository(), there -> wanted(git, followed(there), there, other));
    return now.branches().containsKey(other);
  }

  /** The branch that is served, as it is named from now on. */
  private String followed(Remote.Advertised there) throws TroubleException {
    if (there.branches().isEmpty()) {
      throw new TroubleException(
          new ContentProblem(
              "The repository is empty.",
              "Push a first commit with the entries, or name another repository in"
                  + " WAYMARK_CONTENT_URL. The branch to serve stands in WAYMARK_CONTENT_BRANCH."));
    }
    Optional<String> branch = settings.branch().or(there::defaultBranch);
    if (branch.isEmpty()) {
      throw new TroubleException(
          new ContentProblem(
              "The repository doesn't say which branch is its default: its HEAD names none.",
              "Set WAYMARK_CONTENT_BRANCH to the branch to serve, such as "
                  + some(there.branches().keySet())
                  + ", or the default branch in the repository."));
    }
    if (!there.branches().containsKey(branch.orElseThrow())) {
      throw new TroubleException(
          new ContentProblem(
              "The repository has no branch " + branch.orElseThrow() + ".",
              "Push it, or name another one in WAYMARK_CONTENT_BRANCH, such as "
                  + some(there.branches().keySet())
                  + "."));
    }
    state = state.on(branch.orElseThrow());
    return branch.orElseThrow();
  }

  /** A few of the branches that there are. */
  private static String some(Set<String> branches) {
    return branches.stream().limit(3).collect(Collectors.joining(" or "));
  }

  /** Those of two branches that are there, and other than here. */
  private List<String> wanted(GitStore git, String served, Remote.Advertised there, String other)
      throws IOException {
    List<String> wanted = new ArrayList<>();
    for (String name : List.of(served, other)) {
      ObjectId id = there.branches().get(name);
      if (id != null && !git.resolve(ref(name)).filter(id::equals).isPresent()) {
        wanted.add(name);
      }
    }
    return wanted;
  }

  private String ref(String branch) {
    return settings.isOwn() ? Constants.R_HEADS + branch : Remote.tracking(branch);
  }

  private Optional<ObjectId> head(GitStore git) throws IOException {
    Optional<String> branch =
        state.branch().or(() -> settings.isOwn() ? Optional.of(OWN_BRANCH) : Optional.empty());
    return branch.isEmpty()
        ? served.commit().filter(git::has)
        : git.resolve(ref(branch.orElseThrow()));
  }

  private Optional<ContentChange> lay(GitStore git, ObjectId newest)
      throws IOException, TroubleException {
    Optional<ObjectId> before = served.commit();
    if (before.filter(newest::equals).isPresent()) {
      if (laid.isEmpty()) {
        state = state.warning(leftOut(served.survey(git.repository(), newest)));
      }
      laid = Optional.of(git.commit(newest));
      return Optional.empty();
    }
    ServedFolder.Survey survey = survey(git, newest);
    List<ContentProblem> warnings = new ArrayList<>();
    if (before.isPresent()
        && git.has(before.orElseThrow())
        && !git.isBefore(before.orElseThrow(), newest)) {
      warnings.add(rewritten(git, before.orElseThrow()));
    }
    ServedFolder.Laid files = served.lay(git.repository(), newest);
    laid = Optional.of(git.commit(newest));
    warnings.addAll(leftOut(survey));
    if (!files.tooLarge().isEmpty()) {
      warnings.add(
          new ContentProblem(
              notServed(files.tooLarge()), "Make them smaller: they are no content."));
    }
    state = state.warning(warnings);
    return Optional.of(new ContentChange(served.root(), files.changed()));
  }

  private static List<ContentProblem> leftOut(ServedFolder.Survey survey) {
    List<ContentProblem> troubles = new ArrayList<>();
    if (!survey.left().isEmpty()) {
      troubles.add(
          new ContentProblem(
              notServed(survey.left()),
              "Put plain files in their place: links and submodules aren't followed."));
    }
    if (!survey.beyond().isEmpty()) {
      troubles.add(new ContentProblem(notServed(survey.beyond()), ContentBounds.whyBeyond()));
    }
    return troubles;
  }

  /** Looks whether a commit may be read at all. */
  private ServedFolder.Survey survey(GitStore git, ObjectId commit)
      throws IOException, TroubleException {
    ServedFolder.Survey survey = served.survey(git.repository(), commit);
    if (survey.tooMuch().isPresent()) {
      ServedFolder.TooMuch beyond = survey.tooMuch().orElseThrow();
      throw new TroubleException(
          new ContentProblem(
              "The commit %s isn't served: it has %s, counted up to %s."
                  .formatted(commit.abbreviate(8).name(), beyond.why(), named(beyond.path())),
              "Take out what isn't content, or serve another branch (WAYMARK_CONTENT_BRANCH)."));
    }
    return survey;
  }

  private static String named(String path) {
    return "`"
        + (path.length() > LONGEST_NAMED ? path.substring(0, LONGEST_NAMED) + "…" : path)
        + "`";
  }

  private static String notServed(List<String> paths) {
    String named =
        paths.stream().limit(MOST_NAMED).map(GitSource::named).collect(Collectors.joining(", "));
    int more = paths.size() - MOST_NAMED;
    return more > 0
        ? named + " and " + more + " others aren't served."
        : named + (paths.size() == 1 ? " isn't served." : " aren't served.");
  }

  private ContentProblem rewritten(GitStore git, ObjectId before) throws IOException {
    String shortId = before.name().substring(0, 8);
    git.move(REPLACED + shortId, ObjectId.zeroId(), before);
    return new ContentProblem(
        "The branch was rewritten: commit %s, which was served before, isn't part of it any more."
            .formatted(shortId),
        "The new one is served. If that was a mistake, the old one is kept as %s in %s."
            .formatted(REPLACED + shortId, folder.resolve("repository.git")));
  }

  private ContentProblem noBranch() {
    return new ContentProblem(
        "Nothing has been read from the repository yet.",
        "It is tried again by itself; WAYMARK_CONTENT_URL and WAYMARK_CONTENT_BRANCH say what is"
            + " read.");
  }

  private ContentProblem unwritable(Exception failure) {
    return new ContentProblem(
        "The repository's copy in " + folder + " can't be used: " + failure.getMessage(),
        "Make sure that the folder can be written and the disk isn't full. It may be deleted while"
            + " the server is stopped"
            + (settings.isOwn() ? ", with all changes in it." : ": it is then fetched again."));
  }

  private GitStore store() throws IOException {
    GitStore open = store;
    if (open == null) {
      Files.createDirectories(folder);
      open = GitStore.open(folder.resolve("repository.git"), OWN_BRANCH, clock);
      store = open;
    }
    return open;
  }
}
