package dev.waymark.runbooks;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.compile.EntryLinks;
import dev.waymark.runbooks.compile.KnowledgeBaseIssue;
import dev.waymark.runbooks.compile.KnowledgeBaseRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An entry before it is checked against the others.
 *
 * @param links empty where the file can't be understood
 */
record AloneEntry(CompiledEntry entry, Optional<EntryLinks> links) {
  static AloneEntry of(CompiledEntry entry) {
    return new AloneEntry(entry, entry.entry().map(EntryLinks::of));
  }

  boolean runs() {
    return entry.tree().isPresent();
  }

  /**
   * The entries with what is wrong between them.
   *
   * @param entries in the order in which they take precedence
   * @param exists whether there is a file of a path, among those that aren't entries here
   */
  static List<CompiledEntry> together(Collection<AloneEntry> entries, Predicate<String> exists) {
    List<EntryLinks> links = entries.stream().flatMap(alone -> alone.links().stream()).toList();
    Map<String, List<Issue>> byPath =
        KnowledgeBaseRules.check(links, exists).stream()
            .collect(Collectors.groupingBy(issue -> issue.file().path()));
    return entries.stream()
        .map(alone -> alone.with(byPath.getOrDefault(alone.entry.source().path(), List.of())))
        .toList();
  }

  /** Of entries with one id only the first runs; a link that leads nowhere stops no run. */
  private CompiledEntry with(List<Issue> more) {
    if (more.isEmpty()) {
      return entry;
    }
    List<Issue> issues = new ArrayList<>(entry.issues());
    issues.addAll(more);
    boolean runs =
        more.stream().noneMatch(issue -> issue.code() == KnowledgeBaseIssue.DUPLICATE_ID);
    return new CompiledEntry(
        entry.id(),
        entry.source(),
        entry.entry(),
        runs ? entry.tree() : Optional.empty(),
        issues,
        entry.scenarios(),
        entry.schemas());
  }
}
