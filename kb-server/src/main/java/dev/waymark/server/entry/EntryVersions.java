package dev.waymark.server.entry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.entry.EntryVersionStore.EntryVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The trees of the texts that runs walk, each compiled once and kept for as long as it is used. */
@ApplicationScoped
public class EntryVersions {
  /** Far more texts than are walked at the same time; a forgotten one is compiled again. */
  private static final int MOST_TREES = 500;

  private final EntryVersionStore store;
  private final Catalog catalog;
  private final Clock clock;
  private final Cache<String, Tree> trees = Caffeine.newBuilder().maximumSize(MOST_TREES).build();

  EntryVersions(EntryVersionStore store, Catalog catalog, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Keeps the text of a tree in the transaction that is under way. */
  public void keep(Tree tree) {
    SourceFile source = tree.entry().source();
    store.keep(
        tree.entry().hash(),
        new EntryVersion(tree.entry().id(), source.path(), source.text()),
        clock.instant());
    trees.put(tree.entry().hash(), tree);
  }

  /** The tree of a text that was kept; empty if it doesn't compile any more. */
  public Optional<Tree> tree(String hash) {
    Tree known = trees.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Tree> compiled =
        store
            .find(hash)
            .flatMap(
                version ->
                    Runbooks.acceptedTree(
                        new SourceFile(version.path(), version.text()),
                        catalog.schemas(version.entryId())));
    compiled.ifPresent(tree -> trees.put(hash, tree));
    return compiled;
  }
}
