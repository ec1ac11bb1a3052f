package dev.waymark.server.catalog;

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
    Map<String, String> texts = texts(before);
    Set<String> changed = new TreeSet<>();
    texts(after)
        .forEach(
            (id, text) -> {
              if (!text.equals(texts.remove(id))) {
                changed.add(id);
              }
            });
    changed.addAll(texts.keySet());
    return new CatalogChanged(changed);
  }

  private static Map<String, String> texts(KnowledgeBase base) {
    Map<String, String> texts = new HashMap<>();
    for (CompiledEntry entry : base.entries()) {
      texts.put(entry.id(), entry.source().text());
    }
    return texts;
  }
}
