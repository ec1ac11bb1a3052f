package dev.waymark.runbooks;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Checked;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.compile.KnowledgeBaseIssue;
import dev.waymark.runbooks.compile.KnowledgeBaseRules;
import dev.waymark.runbooks.kql.Schemas;
import dev.waymark.runbooks.kql.schema.SchemaFolders;
import dev.waymark.runbooks.kql.schema.SchemaReader;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads entries with their scenarios from folders, and checks them against each other. */
final class KnowledgeBaseLoader {
  /** What no entry is as large as: the rest of a larger file isn't read. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final Pipeline pipeline;
  private final Map<Path, Schemas> schemas = new HashMap<>();

  KnowledgeBaseLoader(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  KnowledgeBase load(List<Path> paths) {
    try {
      List<CompiledEntry> entries = new ArrayList<>();
      for (Path file : EntryFiles.below(paths)) {
        entries.add(load(file));
      }
      return new KnowledgeBase(together(entries, existsBeside(paths)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompiledEntry load(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MOST_BYTES);
    }
    CompiledEntry entry = pipeline.compile(file.toString().replace('\\', '/'), bytes);
    List<Issue> issues = new ArrayList<>(entry.issues());
    List<Scenario> scenarios = new ArrayList<>();
    Path folder = ScenarioLoader.folderOf(file);
    for (Checked<Scenario> scenario : ScenarioLoader.loadAll(folder, schemas(file))) {
      issues.addAll(scenario.issues());
      scenario.value().ifPresent(scenarios::add);
    }
    entry
        .tree()
        .ifPresent(tree -> scenarios.forEach(s -> issues.addAll(ScenarioLoader.check(s, tree))));
    return new CompiledEntry(
        entry.id(), entry.source(), entry.entry(), entry.tree(), issues, scenarios);
  }

  private Schemas schemas(Path file) {
    return SchemaFolders.folder(file)
        .map(folder -> schemas.computeIfAbsent(folder, SchemaReader::folder))
        .orElse(Schemas.NONE);
  }

  private static List<CompiledEntry> together(
      List<CompiledEntry> entries, Predicate<String> exists) {
    List<Entry> parsed = entries.stream().flatMap(entry -> entry.entry().stream()).toList();
    Map<String, List<Issue>> byPath =
        KnowledgeBaseRules.check(parsed, exists).stream()
            .collect(Collectors.groupingBy(issue -> issue.file().path()));
    return entries.stream()
        .map(entry -> with(entry, byPath.getOrDefault(entry.source().path(), List.of())))
        .toList();
  }

  /** Of entries with one id only the first runs; a link that leads nowhere stops no run. */
  private static CompiledEntry with(CompiledEntry entry, List<Issue> more) {
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
        entry.scenarios());
  }

  /** Links may lead to files that weren't asked for. */
  private static Predicate<String> existsBeside(List<Path> paths) {
    return path -> {
      try {
        return !paths.isEmpty() && Files.exists(paths.get(0).getFileSystem().getPath(path));
      } catch (InvalidPathException e) {
        return false;
      }
    };
  }
}
