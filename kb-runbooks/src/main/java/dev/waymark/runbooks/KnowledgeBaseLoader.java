package dev.waymark.runbooks;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Checked;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.compile.KnowledgeBaseIssue;
import dev.waymark.runbooks.compile.KnowledgeBaseRules;
import dev.waymark.runbooks.kql.Schemas;
import dev.waymark.runbooks.kql.syntax.QueryIssue;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final EntrySchemas schemas;
  private Optional<Issue> unchecked = Optional.empty();

  /**
   * @param bundledSchemas the folder of the table schemas that come with Waymark
   */
  KnowledgeBaseLoader(Pipeline pipeline, Optional<Path> bundledSchemas) {
    this.pipeline = pipeline;
    this.schemas = new EntrySchemas(bundledSchemas);
  }

  KnowledgeBase load(List<Path> paths) {
    try {
      List<CompiledEntry> entries = new ArrayList<>();
      for (Path file : EntryFiles.below(paths)) {
        entries.add(load(file));
      }
      List<Issue> issues = new ArrayList<>(schemas.issues());
      unchecked.ifPresent(issues::add);
      return new KnowledgeBase(together(entries, existsBeside(paths)), issues);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompiledEntry load(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MOST_BYTES);
    }
    Schemas tables = schemas.of(file);
    CompiledEntry entry = pipeline.compile(file.toString().replace('\\', '/'), bytes, tables);
    if (tables.isEmpty() && unchecked.isEmpty()) {
      unchecked = entry.tree().flatMap(KnowledgeBaseLoader::unchecked);
    }
    List<Issue> issues = new ArrayList<>(entry.issues());
    List<Scenario> scenarios = new ArrayList<>();
    Path folder = ScenarioLoader.folderOf(file);
    for (Checked<Scenario> scenario : ScenarioLoader.loadAll(folder, tables)) {
      issues.addAll(scenario.issues());
      scenario.value().ifPresent(scenarios::add);
    }
    entry
        .tree()
        .ifPresent(tree -> scenarios.forEach(s -> issues.addAll(ScenarioLoader.check(s, tree))));
    return new CompiledEntry(
        entry.id(), entry.source(), entry.entry(), entry.tree(), issues, scenarios, tables);
  }

  /** Said once, at the first query: without schemas its columns are taken as they come. */
  private static Optional<Issue> unchecked(Tree tree) {
    return tree.nodes().values().stream()
        .flatMap(node -> node.asks().stream())
        .flatMap(check -> check.query().stream())
        .map(checked -> checked.query().text())
        .findFirst()
        .map(
            query ->
                query.issue(
                    QueryIssue.NO_SCHEMAS,
                    new SourceSpan(0, query.text().length()),
                    "No table is described, so tables and columns of queries aren't checked",
                    "Put schemas into a folder `schemas` beside the entries or above them."));
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
        entry.scenarios(),
        entry.schemas());
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
