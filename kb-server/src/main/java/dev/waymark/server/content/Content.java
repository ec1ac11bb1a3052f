package dev.waymark.server.content;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The files of the knowledge base: where they come from, how they are kept up to date, and how a
 * change of them is proposed. What is served goes on whatever happens to the source; {@link #state}
 * says how it stands.
 */
@ApplicationScoped
public class Content {
  private static final Logger LOG = Logger.getLogger(Content.class);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ContentSource source;
  private final Optional<GitSource> git;
  private final Duration interval;
  private final Backoff backoff = new Backoff();
  private final AtomicBoolean isRequested = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread following = new Thread(task, "waymark-content");
            following.setDaemon(true);
            return following;
          });
  private volatile Optional<Consumer<ContentChange>> reader = Optional.empty();
  private volatile Optional<ContentProblem> said = Optional.empty();
  private volatile @Nullable Future<?> next;

  @Inject
  Content(FolderConfig folder, ContentConfig config, Clock clock) {
    this(source(folder, config, clock), config.interval());
  }

  private Content(ContentSource source, Duration interval) {
    this.source = source;
    this.git = source instanceof GitSource repository ? Optional.of(repository) : Optional.empty();
    this.interval = interval;
  }

  /** The content of a folder, looked at only when it is told to. */
  public static Content folder(Path folder, Clock clock) {
    return new Content(new FolderSource(ContentState.Kind.FOLDER, folder, clock), Duration.ZERO);
  }

  /** The content of a repository, looked at only when it is told to. */
  static Content repository(GitSettings settings, Clock clock) {
    return new Content(new GitSource(settings, clock), Duration.ZERO);
  }

  /**
   * The texts of a branch that a server keeps for itself, without the server. Refused if neither an
   * address nor a repository in the data folder is known.
   *
   * @param data where repositories are kept
   * @param url of the repository; the one in the data folder where it is empty
   */
  public static Result<Map<String, String>> filesOf(
      String branch,
      Optional<Path> data,
      Optional<String> url,
      Optional<String> served,
      Optional<Path> credentialsFile,
      Clock clock) {
    GitSettings settings =
        new GitSettings(data.orElseGet(Content::temporary), url, served, credentialsFile);
    boolean isThere = Files.isDirectory(settings.folder().resolve("repository.git"));
    if (url.isEmpty() && (data.isEmpty() || !isThere)) {
      return Result.refused(
          Problem.invalid(
              "There is no content repository to compare with.",
              "Name the one of the server in WAYMARK_CONTENT_URL, or its data folder in --data."));
    }
    GitSource source = new GitSource(settings, clock);
    try {
      return source.keptBranches().filesOf(branch);
    } finally {
      source.close();
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"), "waymark-content");
  }

  private static ContentSource source(FolderConfig folder, ContentConfig config, Clock clock) {
    if (folder.content().isPresent()) {
      return new FolderSource(ContentState.Kind.FOLDER, folder.content().orElseThrow(), clock);
    }
    if (config.url().isPresent() || config.data().isPresent()) {
      Path data = config.data().orElseGet(Content::temporary);
      return new GitSource(
          new GitSettings(data, config.url(), config.branch(), config.credentialsFile()), clock);
    }
    return new FolderSource(
        ContentState.Kind.BUNDLED,
        BundledContent.folder().orElseGet(() -> Path.of("no-bundled-entries")),
        clock);
  }

  /** How the content stands. */
  public ContentState state() {
    return source.state();
  }

  /** The folder with what is served first. */
  public Path open() {
    return source.open();
  }

  /**
   * Follows the source from now on.
   *
   * @param changes is told what changed, on the thread that follows; when it comes back, the change
   *     is served
   */
  public void follow(Consumer<ContentChange> changes) {
    reader = Optional.of(changes);
    if (git.isPresent()) {
      thread.execute(this::syncAndGoOn);
    } else if (state().kind() == ContentState.Kind.FOLDER) {
      goOnIn(interval);
    }
  }

  /** Looks for something new, and comes back when it is served. */
  public ContentState sync() {
    try {
      thread.submit(this::syncOnce).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.warn("The content is still being read.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return state();
  }

  /** Looks for something new soon. */
  public void syncSoon() {
    if (!isRequested.getAndSet(true)) {
      thread.execute(
          () -> {
            isRequested.set(false);
            syncOnce();
          });
    }
  }

  /**
   * The commit that last changed a file.
   *
   * @param path relative to the content's root
   */
  public Optional<ContentCommit> lastChange(String path) {
    return git.flatMap(repository -> repository.history().lastChange(path));
  }

  /** The commit that made a file what it is in a text; empty if it is long ago. */
  public Optional<ContentCommit> changeTo(String path, String text) {
    return git.flatMap(repository -> repository.history().changeTo(path, text));
  }

  /** What a file held before, newest first, as far as it is remembered. */
  public Iterable<byte[]> earlier(String path) {
    return git.map(repository -> repository.history().earlier(path)).orElse(List.of());
  }

  /**
   * The newest text of a file at the branch's head as it is known here: what a change is made from.
   * Empty if there is no such file, or it isn't text.
   */
  public Optional<ContentText> read(String path) {
    return git.flatMap(repository -> repository.history().read(path));
  }

  /**
   * The texts of a branch that the server keeps for itself beside the served one, by their paths;
   * none if the branch isn't there yet. Refused if there is no repository.
   */
  public Result<Map<String, String>> filesOf(String branch) {
    return git.map(repository -> repository.keptBranches().filesOf(branch))
        .orElseGet(() -> Result.refused(readOnly()));
  }

  /**
   * Puts files onto a branch that the server keeps for itself, and pushes it if the repository is
   * elsewhere. The branch shares no commit with the served one, and is never rewritten.
   */
  public Result<ProposedBranch> keep(String branch, Map<String, String> files, String message) {
    return git.map(repository -> repository.keptBranches().keep(branch, files, message))
        .orElseGet(() -> Result.refused(readOnly()));
  }

  /** Whether a commit is part of what is served. */
  public boolean isServed(String commit) {
    return git.filter(repository -> repository.history().isServed(commit)).isPresent();
  }

  /** Whether changes can be proposed: only to a repository. */
  public boolean writable() {
    return git.isPresent();
  }

  /** Whether what is proposed can be accepted here, since the repository is the server's own. */
  public boolean mergeable() {
    return state().kind() == ContentState.Kind.OWN_REPOSITORY;
  }

  /**
   * Puts a change on a branch of its own, on top of the newest commit that is served, and pushes it
   * if the repository is elsewhere. Only the named files differ. The same change again changes
   * nothing; another one on the same branch goes on top of it, and of what is served by now.
   */
  public Result<ProposedBranch> propose(Proposal proposal) {
    return git.map(repository -> repository.proposals().propose(proposal))
        .orElseGet(() -> Result.refused(readOnly()));
  }

  /**
   * What a branch changes, as a mail that {@code git am} and {@code git apply} take. Refused if
   * there is no such branch, or all of it is in the served one.
   */
  public Result<String> patch(String branch) {
    return git.map(repository -> repository.proposals().patch(branch))
        .orElseGet(() -> Result.refused(readOnly()));
  }

  /**
   * Accepts a proposed change if the repository is the server's own, and serves it. Refused if both
   * have changed the same lines.
   *
   * @return the commit that is served then
   */
  public Result<ContentCommit> merge(String branch) {
    Result<ContentCommit> merged =
        git.map(repository -> repository.proposals().merge(branch))
            .orElseGet(() -> Result.refused(readOnly()));
    if (merged instanceof Result.Done<ContentCommit>) {
      sync();
    }
    return merged;
  }

  private Problem readOnly() {
    return Problem.invalid(
        "The entries are read from " + state().source() + ", which isn't a repository.",
        "Name one in WAYMARK_CONTENT_URL, or start the server without --content: it then keeps a"
            + " repository in its data folder.");
  }

  private void syncAndGoOn() {
    syncOnce();
    goOnIn(state().trouble().isPresent() ? backoff.next(interval) : backoff.none(interval));
  }

  private void goOnIn(Duration delay) {
    if (delay.isZero()) {
      return;
    }
    try {
      next = thread.schedule(this::syncAndGoOn, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops.");
    }
  }

  private void syncOnce() {
    if (reader.isEmpty()) {
      // What is served first is still being read; it is told of what changed meanwhile.
      return;
    }
    try {
      Optional<ContentChange> change = source.sync();
      change.ifPresent(reader.orElseThrow());
      source.served();
      change.ifPresent(this::tell);
    } catch (RuntimeException e) {
      LOG.error("The newest content can't be served; what was served before goes on.", e);
      source.failed();
    }
    tellTrouble();
  }

  private void tell(ContentChange change) {
    state()
        .served()
        .ifPresent(
            commit ->
                LOG.infof(
                    "Serving commit %s by %s, %d files changed: %.120s",
                    commit.shortId(), commit.author(), change.paths().size(), commit.subject()));
    state().warnings().forEach(warning -> LOG.warnf("%s %s", warning.message(), warning.hint()));
  }

  /** Once, not at every try. */
  private void tellTrouble() {
    Optional<ContentProblem> now = state().trouble();
    if (!now.equals(said)) {
      now.ifPresentOrElse(
          trouble -> LOG.warnf("%s %s", trouble.message(), trouble.hint()),
          () -> LOG.info("The content can be read again."));
      said = now;
    }
  }

  @PreDestroy
  void stop() {
    Future<?> waiting = next;
    if (waiting != null) {
      waiting.cancel(false);
    }
    thread.shutdownNow();
    source.close();
  }
}
