package dev.waymark.server.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch of a git repository. One elsewhere is mirrored into the data folder; without one, the
 * data folder has the only repository, which begins with the bundled content.
 */
final class GitSource implements ContentSource {
  private final GitSettings settings;
  private final Clock clock;
  private final ServedFolder served;
  private final FollowedRepository repository;
  private final CommitLayout layout;
  private final FileHistory history;
  private final ProposedChanges proposals;
  private final KeptBranches keptBranches;

  private volatile State state =
      new State(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  GitSource(GitSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.served = new ServedFolder(settings.folder());
    this.repository = new FollowedRepository(settings, served, clock);
    this.layout = new CommitLayout(served);
    this.history = new FileHistory(repository, served);
    this.proposals = new ProposedChanges(repository, layout);
    this.keptBranches = new KeptBranches(repository);
  }

  /** What changes of {@link ContentState} from sync to sync. */
  private record State(
      Optional<ContentCommit> served,
      Optional<ContentCommit> newest,
      Optional<Instant> synced,
      Optional<ContentProblem> trouble) {

    State seen(ContentCommit commit) {
      return new State(served, Optional.of(commit), synced, trouble);
    }

    State serving(Optional<ContentCommit> commit) {
      return new State(commit, newest, synced, trouble);
    }

    State with(Optional<ContentProblem> wrong, Instant now) {
      return new State(served, newest, wrong.isEmpty() ? Optional.of(now) : synced, wrong);
    }
  }

  /** What its files were and are. */
  FileHistory history() {
    return history;
  }

  /** The changes that are proposed to it. */
  ProposedChanges proposals() {
    return proposals;
  }

  /** The server's own branches in it. */
  KeptBranches keptBranches() {
    return keptBranches;
  }

  @Override
  public ContentState state() {
    State now = state;
    List<ContentProblem> warnings = new ArrayList<>(layout.warnings());
    repository.bundledTrouble().ifPresent(warnings::add);
    return new ContentState(
        settings.isOwn() ? ContentState.Kind.OWN_REPOSITORY : ContentState.Kind.REMOTE_REPOSITORY,
        settings.shown(),
        repository.branch(),
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
      state = state.with(Optional.of(repository.unwritable(e)), clock.instant());
    }
    return served.root();
  }

  @Override
  public Optional<ContentChange> sync() {
    try {
      return repository.sync(this::sync);
    } catch (TroubleException e) {
      state = state.with(Optional.of(e.trouble()), clock.instant());
      return Optional.empty();
    } catch (IOException | LargeObjectException e) {
      state = state.with(Optional.of(repository.unwritable(e)), clock.instant());
      return Optional.empty();
    }
  }

  private Optional<ContentChange> sync(GitStore git) throws IOException, TroubleException {
    Optional<ContentProblem> wrong = repository.bringUp(git);
    Optional<ObjectId> newest = repository.newest(git);
    if (newest.isEmpty()) {
      state = state.with(wrong.or(() -> Optional.of(repository.noBranch())), clock.instant());
      return Optional.empty();
    }
    history.startAt(newest.orElseThrow());
    state = state.seen(git.commit(newest.orElseThrow()));
    Optional<ContentChange> change = layout.lay(git, newest.orElseThrow());
    state = state.with(wrong, clock.instant());
    return change;
  }

  @Override
  public void served() {
    state = state.serving(layout.laid());
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
    repository.close();
  }
}
