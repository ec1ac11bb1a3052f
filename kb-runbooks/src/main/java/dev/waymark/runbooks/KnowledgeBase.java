package dev.waymark.runbooks;

import dev.waymark.model.source.Issue;
import java.util.List;
import java.util.Optional;

/**
 * Entries compiled together, in the order of their paths; ids are unique among those that run.
 *
 * @param issues of what the entries share, such as table schemas
 */
public record KnowledgeBase(List<CompiledEntry> entries, List<Issue> issues) {
  public KnowledgeBase {
    entries = List.copyOf(entries);
    issues = List.copyOf(issues);
  }

  public KnowledgeBase(List<CompiledEntry> entries) {
    this(entries, List.of());
  }

  public Optional<CompiledEntry> entry(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
