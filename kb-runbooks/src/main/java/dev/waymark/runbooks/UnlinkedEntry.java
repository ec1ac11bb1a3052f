package dev.waymark.runbooks;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.compile.EntryLinks;
import dev.waymark.runbooks.compile.KnowledgeBaseIssue;
import dev.waymark.runbooks.compile.KnowledgeBaseRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An entry before it is checked against the others. */
final class UnlinkedEntry {
  private final CompiledEntry entry;

  /** Empty if the file can't be understood. */
  private final Optional<EntryLinks> links;

  /** So that an entry stays the same object for as long as nothing about it changes. */
  private volatile Checked last;

  private UnlinkedEntry(CompiledEntry entry, Optional<EntryLinks> links) {
    this.entry = entry;
    this.links = links;
    this.last = new Checked(List.of(), entry);
  }

  /** The entry with what is wrong between it and others. */
  private record Checked(List<Issue> more, CompiledEntry entry) {}

  static UnlinkedEntry of(CompiledEntry entry) {
    return new UnlinkedEntry(requireNonNull(entry), entry.entry().map(EntryLinks::of));
  }

  CompiledEntry entry() {
    return entry;
  }

  boolean runs() {
    return entry.tree().isPresent();
  }

  /** What others see of it; empty if the file can't be understood. */
  Optional<EntryLinks.Signature> signature() {
    return links.map(EntryLinks::signature);
  }

  /**
   * The entries with what is wrong between them.
   *
   * @param rules of these very entries
   * @param exists whether there is a file of a path, among those that aren't entries here
   */
  static List<CompiledEntry> together(
      Collection<UnlinkedEntry> entries, KnowledgeBaseRules rules, Predicate<String> exists) {
    return entries.stream().map(alone -> alone.among(rules, exists)).toList();
  }

  /**
   * What is to be held against each of some entries.
   *
   * @param entries in the order in which they take precedence
   */
  static KnowledgeBaseRules rules(Collection<UnlinkedEntry> entries) {
    return new KnowledgeBaseRules(
        entries.stream().flatMap(alone -> alone.signature().stream()).toList());
  }

  /** The entry with what is wrong between it and others. */
  CompiledEntry among(KnowledgeBaseRules rules, Predicate<String> exists) {
    return with(links.map(mine -> rules.check(mine, exists)).orElse(List.of()));
  }

  private CompiledEntry with(List<Issue> more) {
    Checked known = last;
    if (!known.more().equals(more)) {
      known = new Checked(List.copyOf(more), more.isEmpty() ? entry : added(more));
      last = known;
    }
    return known.entry();
  }

  /** Of entries with one id only the first runs; a link that leads nowhere stops no run. */
  private CompiledEntry added(List<Issue> more) {
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
        entry.moreIssues(),
        entry.loaded(),
        entry.schemas());
  }
}
