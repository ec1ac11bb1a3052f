package dev.waymark.server.entry;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.KnowledgeFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One state of the knowledge base with what is made of it. It never changes. */
final class LoadedKnowledgeBase {
  private final Path root;

  /** Empty if the folder couldn't be read. */
  private final Optional<KnowledgeFolder> folder;

  private final KnowledgeBase base;
  private final Map<String, CompiledEntry> broken;
  private final Map<String, CompiledEntry> byId;
  private final SymptomIndex symptoms;

  private LoadedKnowledgeBase(Path root, Optional<KnowledgeFolder> folder, SymptomIndex symptoms) {
    this.root = root;
    this.folder = folder;
    this.base = folder.map(KnowledgeFolder::base).orElseGet(() -> new KnowledgeBase(List.of()));
    this.broken = folder.map(KnowledgeFolder::broken).orElse(Map.of());
    this.byId = byId(base);
    this.symptoms = symptoms;
  }

  static LoadedKnowledgeBase of(Path root, KnowledgeFolder folder) {
    return new LoadedKnowledgeBase(
        root, Optional.of(folder), SymptomIndex.of(folder.base().entries()));
  }

  /** The folder that was read. */
  Path root() {
    return root;
  }

  static LoadedKnowledgeBase nothing(Path root) {
    return new LoadedKnowledgeBase(root, Optional.empty(), SymptomIndex.of(List.of()));
  }

  /** Of entries with one id the first in the order of paths that runs, else the first. */
  private static Map<String, CompiledEntry> byId(KnowledgeBase base) {
    Map<String, CompiledEntry> entries = new HashMap<>();
    base.entries()
        .forEach(
            entry ->
                entries.merge(
                    entry.id(),
                    entry,
                    (first, other) ->
                        first.tree().isEmpty() && other.tree().isPresent() ? other : first));
    return entries;
  }

  /** Whether it was read from a folder, so that a change of single files can be told to it. */
  boolean isOf(Path other) {
    return folder.isPresent() && root.equals(other);
  }

  /** The next state, in which some files have changed. */
  LoadedKnowledgeBase changed(Set<String> paths, LocalDate today) {
    KnowledgeFolder next = folder.orElseThrow().changed(paths, today);
    EntryChanges changes = EntryChanges.between(base, next.base());
    List<String> gone = changes.gone().stream().map(entry -> entry.source().path()).toList();
    return new LoadedKnowledgeBase(root, Optional.of(next), symptoms.changed(gone, changes.come()));
  }

  KnowledgeBase base() {
    return base;
  }

  Optional<CompiledEntry> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<CompiledEntry> newerBroken(CompiledEntry served) {
    return Optional.ofNullable(broken.get(served.source().path()));
  }

  /** Entries whose newest text doesn't run. */
  List<CompiledEntry> heldBack() {
    return broken.isEmpty()
        ? List.of()
        : base.entries().stream()
            .filter(entry -> broken.containsKey(entry.source().path()))
            .toList();
  }

  SymptomIndex symptoms() {
    return symptoms;
  }

  /** Texts with errors that weren't there in an earlier state, by path. */
  List<CompiledEntry> brokenSince(LoadedKnowledgeBase before) {
    return Stream.concat(
            EntryChanges.between(before.base, base).come().stream(), broken.values().stream())
        .filter(entry -> entry.hasErrors() && !before.isBroken(entry))
        .sorted(Comparator.comparing(entry -> entry.source().path()))
        .toList();
  }

  @SuppressWarnings("ReferenceEquality") // What isn't compiled again stays the same object.
  private boolean isBroken(CompiledEntry entry) {
    return broken.get(entry.source().path()) == entry;
  }
}
