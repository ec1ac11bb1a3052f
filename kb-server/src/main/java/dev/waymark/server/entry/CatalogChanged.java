package dev.waymark.server.entry;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is served has changed.
 *
 * @param entries ids of the entries that are new, changed or gone
 */
public record CatalogChanged(Set<String> entries) {
  public CatalogChanged {
    entries = Set.copyOf(entries);
  }

  static CatalogChanged between(KnowledgeBase before, KnowledgeBase after) {
    EntryChanges changes = EntryChanges.between(before, after);
    Map<String, String> texts = new HashMap<>();
    changes.gone().forEach(entry -> texts.put(entry.id(), entry.source().text()));
    Set<String> changed = new TreeSet<>();
    for (CompiledEntry entry : changes.come()) {
      if (!entry.source().text().equals(texts.remove(entry.id()))) {
        changed.add(entry.id());
      }
    }
    changed.addAll(texts.keySet());
    return new CatalogChanged(changed);
  }
}
