package dev.waymark.runbooks;

import java.util.List;
import java.util.Optional;

/** Entries compiled together, in the order of their paths; ids are unique among those that run. */
public record KnowledgeBase(List<CompiledEntry> entries) {
  public KnowledgeBase {
    entries = List.copyOf(entries);
  }

  public Optional<CompiledEntry> entry(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
