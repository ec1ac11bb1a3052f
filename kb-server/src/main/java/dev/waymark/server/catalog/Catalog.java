package dev.waymark.server.catalog;

import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The knowledge base as it is served now. It loads while the server starts. */
@ApplicationScoped
@Startup
public class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class);

  private final CatalogConfig config;
  private final Clock clock;
  private final List<Consumer<CatalogChanged>> followers = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Loaded> loading;

  Catalog(CatalogConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.loading = CompletableFuture.supplyAsync(this::load);
  }

  /** One state of the knowledge base with what is made of it. */
  private record Loaded(KnowledgeBase base, SymptomIndex symptoms) {}

  /** All entries by title, broken ones included. */
  public List<EntryCard> entries() {
    return loaded().base().entries().stream()
        .map(this::card)
        .sorted(Comparator.comparing(EntryCard::title, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** What lists show of an entry. */
  public EntryCard card(CompiledEntry compiled) {
    var frontMatter = compiled.entry().map(entry -> entry.frontMatter());
    return new EntryCard(
        compiled.id(),
        compiled.title(),
        frontMatter.map(front -> front.service()),
        frontMatter.map(front -> front.severity()),
        frontMatter.map(front -> front.reviewed()),
        compiled.entry().map(entry -> entry.hash()).orElse(""),
        compiled.source().path(),
        count(compiled, Severity.ERROR),
        count(compiled, Severity.WARNING),
        compiled.tree().isPresent(),
        frontMatter.map(front -> front.isStale(LocalDate.now(clock))).orElse(false),
        compiled.scenarios().stream().map(scenario -> scenario.name()).toList());
  }

  /** An entry with its text, tree, issues and scenarios. */
  public Optional<CompiledEntry> entry(String id) {
    return loaded().base().entry(id);
  }

  /** Entries that fit a pasted error text or a few words, best first. */
  public List<SymptomMatch> search(String text, int limit) {
    return loaded().symptoms().search(text, limit).stream()
        .map(hit -> new SymptomMatch(card(hit.entry()), hit.score(), hit.because()))
        .toList();
  }

  /** Reads the entries again; what is served doesn't change until all of them are read. */
  public void reload() {
    KnowledgeBase before = loaded().base();
    Loaded after = load();
    loading = CompletableFuture.completedFuture(after);
    tell(CatalogChanged.between(before, after.base()));
  }

  /** Has somebody told of each change, right after what changed is served. */
  public void follow(Consumer<CatalogChanged> follower) {
    followers.add(follower);
  }

  private void tell(CatalogChanged change) {
    followers.forEach(follower -> follower.accept(change));
  }

  private Loaded loaded() {
    return loading.join();
  }

  private Loaded load() {
    Optional<Path> folder = config.content().or(BundledContent::folder);
    KnowledgeBase base = folder.map(this::load).orElseGet(() -> new KnowledgeBase(List.of()));
    long broken = base.entries().stream().filter(CompiledEntry::hasErrors).count();
    LOG.infof(
        "%d entries from %s, %d of them with errors",
        base.entries().size(),
        folder.map(Path::toString).orElse("nowhere: none are bundled"),
        broken);
    base.issues().forEach(issue -> LOG.warnf("%s: %s", issue.file().path(), issue.message()));
    base.entries().forEach(Catalog::logFirstError);
    return new Loaded(base, SymptomIndex.of(base.entries()));
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

  private KnowledgeBase load(Path folder) {
    try {
      return Runbooks.load(
          List.of(folder),
          BundledContent.folder().map(entries -> entries.resolveSibling("schemas")),
          LocalDate.now(clock));
    } catch (UncheckedIOException e) {
      LOG.errorf("The entries in %s can't be read, so none are served: %s", folder, e.getMessage());
      return new KnowledgeBase(List.of());
    }
  }

  private static int count(CompiledEntry entry, Severity severity) {
    return (int) entry.issues().stream().filter(issue -> issue.severity() == severity).count();
  }
}
