package dev.waymark.server.content;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The repository in the data folder: opened once, brought up to the one elsewhere or to what is
 * bundled. Whatever changes it holds its lock; reading a commit needs none.
 */
final class FollowedRepository implements AutoCloseable {
  /** The branch that is served where there is no repository elsewhere. */
  static final String OWN_BRANCH = "main";

  private final GitSettings settings;
  private final ServedFolder served;
  private final Clock clock;
  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable GitStore store;
  private volatile Optional<String> branch;
  private volatile Optional<BundledBranch> bundled = Optional.empty();

  /**
   * @param served what is served while nobody knows which branch to read
   */
  FollowedRepository(GitSettings settings, ServedFolder served, Clock clock) {
    this.settings = settings;
    this.served = served;
    this.clock = clock;
    this.folder = settings.folder();
    this.branch = settings.branch();
  }

  GitSettings settings() {
    return settings;
  }

  /** Where the copy lies. */
  Path copy() {
    return folder.resolve("repository.git");
  }

  /** The branch that is served; empty before it is known. */
  Optional<String> branch() {
    return branch;
  }

  /** Why the newest bundled entries aren't served. */
  Optional<ContentProblem> bundledTrouble() {
    return bundled.flatMap(BundledBranch::trouble);
  }

  /** The store, if something has opened it already; for reading without the lock. */
  Optional<GitStore> opened() {
    return Optional.ofNullable(store);
  }

  /** Something that is done with the repository. */
  interface Work<T> {
    Result<T> with(GitStore git) throws IOException, TroubleException;
  }

  /** Something that is read of the repository. */
  interface Reading<T> {
    T with(GitStore git) throws IOException;
  }

  /** Does something under the lock; refused if the repository can't be had. */
  <T> Result<T> change(Work<T> work) {
    lock.lock();
    try {
      return work.with(open());
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

  /**
   * Reads something under the lock.
   *
   * @throws UncheckedIOException if the copy can't be read
   */
  <T> T read(Reading<T> reading) {
    lock.lock();
    try {
      return reading.with(open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Something that looks after its failures itself. */
  interface Sync<T> {
    T with(GitStore git) throws IOException, TroubleException;
  }

  /** Looks for what is new under the lock. */
  <T> T sync(Sync<T> sync) throws IOException, TroubleException {
    lock.lock();
    try {
      return sync.with(open());
    } finally {
      lock.unlock();
    }
  }

  /** Fetches what is new, or brings in what is bundled; a trouble if that fails. */
  Optional<ContentProblem> bringUp(GitStore git) throws IOException {
    try {
      Optional<Remote> remote = settings.remote();
      if (remote.isEmpty()) {
        bringBundled(git);
      } else {
        fetchWith(git, remote.orElseThrow(), "");
      }
      return Optional.empty();
    } catch (TroubleException e) {
      return Optional.of(e.trouble());
    }
  }

  /** Brings in what is bundled, once. */
  void bringBundled(GitStore git) throws IOException {
    if (bundled.isEmpty()) {
      bundled = Optional.of(BundledBranch.bringUp(git, ref(OWN_BRANCH)));
      branch = Optional.of(OWN_BRANCH);
    }
  }

  /**
   * Fetches the served branch, and another one if it exists.
   *
   * @return whether the other one is
   */
  boolean fetchWith(GitStore git, Remote remote, String other) throws TroubleException {
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
    Optional<String> followed = settings.branch().or(there::defaultBranch);
    if (followed.isEmpty()) {
      throw new TroubleException(
          new ContentProblem(
              "The repository doesn't say which branch is its default: its HEAD names none.",
              "Set WAYMARK_CONTENT_BRANCH to the branch to serve, such as "
                  + some(there.branches().keySet())
                  + ", or the default branch in the repository."));
    }
    if (!there.branches().containsKey(followed.orElseThrow())) {
      throw new TroubleException(
          new ContentProblem(
              "The repository has no branch " + followed.orElseThrow() + ".",
              "Push it, or name another one in WAYMARK_CONTENT_BRANCH, such as "
                  + some(there.branches().keySet())
                  + "."));
    }
    branch = followed;
    return followed.orElseThrow();
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

  /** The name of a branch in the store. */
  String ref(String name) {
    return settings.isOwn() ? Constants.R_HEADS + name : Remote.tracking(name);
  }

  /** The newest commit of the branch that is served; what is served before it is known. */
  Optional<ObjectId> newest(GitStore git) throws IOException {
    Optional<String> known =
        branch.or(() -> settings.isOwn() ? Optional.of(OWN_BRANCH) : Optional.empty());
    return known.isEmpty()
        ? served.commit().filter(git::has)
        : git.resolve(ref(known.orElseThrow()));
  }

  /**
   * Moves a branch, here and in the repository elsewhere.
   *
   * @param there where the branch stands in the repository elsewhere
   * @param from where it stands here
   * @return false if somebody has moved it meanwhile
   */
  boolean move(GitStore git, String name, ObjectId there, ObjectId from, ObjectId to)
      throws IOException, TroubleException {
    Optional<Remote> remote = settings.remote();
    if (remote.isEmpty()) {
      return git.move(ref(name), from, to);
    }
    remote.orElseThrow().push(git.repository(), name, there, to);
    git.move(ref(name), from, to);
    return true;
  }

  /** What is wrong before a branch has been read. */
  ContentProblem noBranch() {
    return new ContentProblem(
        "Nothing has been read from the repository yet.",
        "It is tried again by itself; WAYMARK_CONTENT_URL and WAYMARK_CONTENT_BRANCH say what is"
            + " read.");
  }

  /** What is wrong if the copy of the repository fails. */
  ContentProblem unwritable(Exception failure) {
    return new ContentProblem(
        "The repository's copy in " + folder + " can't be used: " + failure.getMessage(),
        "Make sure that the folder can be written and the disk isn't full. It may be deleted while"
            + " the server is stopped"
            + (settings.isOwn() ? ", with all changes in it." : ": it is then fetched again."));
  }

  private GitStore open() throws IOException {
    GitStore open = store;
    if (open == null) {
      Files.createDirectories(folder);
      open = GitStore.open(copy(), OWN_BRANCH, clock);
      store = open;
    }
    return open;
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
}
