package dev.waymark.server.catalog;

import dev.waymark.runbooks.CompiledEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The knowledge base as it is served now. */
@ApplicationScoped
public class Catalog {

  /** All entries by title, broken ones included. */
  public List<EntryCard> entries() {
    return List.of();
  }

  /** An entry with its text, tree, issues and scenarios. */
  public Optional<CompiledEntry> entry(String id) {
    return Optional.empty();
  }

  /** Entries that fit a pasted error text or a few words, best first. */
  public List<SymptomMatch> search(String text, int limit) {
    return List.of();
  }
}
