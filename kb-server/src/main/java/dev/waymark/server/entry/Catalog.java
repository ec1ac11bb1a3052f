package dev.waymark.server.entry;

import dev.waymark.kql.Schemas;
import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.KnowledgeFolder;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.server.content.BundledContent;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentChange;
import dev.waymark.server.content.ContentCommit;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge base as it is served now. It loads while the server starts, and is exchanged as a
 * whole whenever the content changes.
 */
@ApplicationScoped
@Startup
public class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class);

  /** How long a page waits for the entries while the server starts. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Content content;
  private final Clock clock;
  private final List<Consumer<CatalogChanged>> followers = new CopyOnWriteArrayList<>();
  private final CompletableFuture<LoadedKnowledgeBase> first;
  private final CompletableFuture<Void> following;

  /** What is served since the first change; before that {@link #first} is. */
  private volatile @Nullable LoadedKnowledgeBase newest;

  Catalog(Content content, Clock clock) {
    this.content = content;
    this.clock = clock;
    this.first = CompletableFuture.supplyAsync(() -> load(content.open()));
    this.following = first.thenRun(() -> content.follow(this::change));
  }

  /** All entries by title, broken ones included. */
  public List<EntryCard> entries() {
    return loaded().base().entries().stream()
        .map(this::card)
        .sorted(Comparator.comparing(EntryCard::title, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** How many entries there are. */
  public int size() {
    return loaded().base().entries().size();
  }

  /** The entries whose newest text doesn't run, so that the one that ran last is served. */
  public List<EntryCard> heldBack() {
    return loaded().heldBack().stream().map(this::card).toList();
  }

  /** What lists show of an entry. */
  public EntryCard card(CompiledEntry compiled) {
    var frontMatter = compiled.entry().map(entry -> entry.frontMatter());
    return new EntryCard(
        compiled.id(),
        compiled.title(),
        frontMatter.map(front -> front.service()),
        frontMatter.flatMap(front -> front.severity()),
        frontMatter.flatMap(front -> front.reviewed()),
        compiled.entry().map(entry -> entry.hash()).orElse(""),
        compiled.source().path(),
        count(compiled, Severity.ERROR),
        count(compiled, Severity.WARNING),
        compiled.tree().isPresent(),
        frontMatter.map(front -> front.isStale(LocalDate.now(clock))).orElse(false),
        loaded().newerBroken(compiled).isPresent(),
        compiled.scenarios().stream().map(scenario -> scenario.name()).toList());
  }

  /** An entry with its text, tree, issues and scenarios. */
  public Optional<CompiledEntry> entry(String id) {
    return loaded().entry(id);
  }

  /**
   * The schemas of the tables that an entry's queries may name, also if it isn't served any more.
   */
  Schemas schemas(String id) {
    LoadedKnowledgeBase now = loaded();
    return now.entry(id)
        .map(CompiledEntry::schemas)
        .or(() -> Runbooks.schemas(now.root(), BundledContent.schemas()).value())
        .orElse(Schemas.NONE);
  }

  /**
   * An image that an entry shows; empty if there is none at that place.
   *
   * @param path as the entry's links name it, decoded
   */
  public Optional<EntryPicture> picture(String id, String path) {
    LoadedKnowledgeBase now = loaded();
    return now.entry(id)
        .flatMap(entry -> EntryPicture.read(now.root(), entry.source().path(), path));
  }

  /**
   * What an entry's file holds now, with the issues that keep it from running, while the text that
   * ran last is served in its place.
   */
  public Optional<BrokenNewerVersion> newerBroken(CompiledEntry served) {
    return loaded()
        .newerBroken(served)
        .map(entry -> new BrokenNewerVersion(entry, content.lastChange(entry.source().path())));
  }

  /** The commit that brought the text of an entry that is served, if there is one. */
  public Optional<ContentCommit> lastChange(CompiledEntry served) {
    String path = served.source().path();
    return loaded().newerBroken(served).isPresent()
        ? content.changeTo(path, served.source().text())
        : content.lastChange(path);
  }

  /** Entries that fit a pasted error text or a few words, best first. */
  public List<SymptomMatch> search(String text, int limit) {
    return loaded().symptoms().search(text, limit).stream()
        .map(hit -> new SymptomMatch(card(hit.entry()), hit.score(), hit.because()))
        .toList();
  }

  /** Looks for changes of the content, and comes back when they are served. */
  public void reload() {
    following.join();
    content.sync();
  }

  /** Has somebody told of each change, right after what changed is served. */
  public void follow(Consumer<CatalogChanged> follower) {
    followers.add(follower);
  }

  private LoadedKnowledgeBase loaded() {
    LoadedKnowledgeBase changed = newest;
    return changed == null ? firstLoaded() : changed;
  }

  private LoadedKnowledgeBase firstLoaded() {
    try {
      return first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProblemException(
          new Problem(
                  Problem.Kind.UNAVAILABLE,
                  "The entries are still being read for the first time.",
                  "Wait a few seconds, and ask again.")
              .retryAfter(RETRY_AFTER));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the entries were read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The entries couldn't be read", e);
    }
  }

  private void change(ContentChange change) {
    LoadedKnowledgeBase before = loaded();
    LoadedKnowledgeBase after =
        before.isOf(change.root())
            ? before.changed(change.paths(), LocalDate.now(clock))
            : load(change.root());
    newest = after;
    var changed = CatalogChanged.between(before.base(), after.base());
    followers.forEach(follower -> follower.accept(changed));
    after.brokenSince(before).forEach(Catalog::logFirstError);
  }

  private LoadedKnowledgeBase load(Path folder) {
    try {
      LoadedKnowledgeBase loaded =
          LoadedKnowledgeBase.of(
              folder,
              KnowledgeFolder.load(
                  folder, BundledContent.schemas(), LocalDate.now(clock), content::earlier));
      log(folder, loaded.base());
      loaded.brokenSince(LoadedKnowledgeBase.nothing(folder)).forEach(Catalog::logFirstError);
      return loaded;
    } catch (UncheckedIOException e) {
      LOG.errorf("The entries in %s can't be read, so none are served: %s", folder, e.getMessage());
      return LoadedKnowledgeBase.nothing(folder);
    }
  }

  private static void log(Path folder, KnowledgeBase base) {
    long broken = base.entries().stream().filter(CompiledEntry::hasErrors).count();
    LOG.infof("%d entries from %s, %d of them with errors", base.entries().size(), folder, broken);
    base.issues().forEach(issue -> LOG.warnf("%s: %s", issue.file().path(), issue.message()));
  }

  private static void logFirstError(CompiledEntry entry) {
    entry.issues().stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .findFirst()
        .ifPresent(
            issue ->
                LOG.warnf(
                    "%s doesn't run: %s in line %d: %s",
                    entry.id(),
                    issue.code().code(),
                    issue.file().position(issue.span().start()).line(),
                    issue.message()));
  }

  private static int count(CompiledEntry entry, Severity severity) {
    return (int) entry.issues().stream().filter(issue -> issue.severity() == severity).count();
  }
}
