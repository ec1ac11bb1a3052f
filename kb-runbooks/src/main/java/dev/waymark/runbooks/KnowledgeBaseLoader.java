package dev.waymark.runbooks;

import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads entries with their scenarios from folders, and checks them against each other. */
final class KnowledgeBaseLoader {
  private final EntryLoader loader;
  private final EntrySchemas schemas;
  private Optional<Issue> unchecked = Optional.empty();

  /**
   * @param bundledSchemas the folder of the table schemas that come with Waymark
   */
  KnowledgeBaseLoader(Pipeline pipeline, Optional<Path> bundledSchemas) {
    this.schemas = new EntrySchemas(bundledSchemas);
    this.loader = new EntryLoader(pipeline, schemas);
  }

  KnowledgeBase load(List<Path> paths) {
    try {
      List<UnlinkedEntry> entries = new ArrayList<>();
      EntryFiles.Found found = EntryFiles.below(paths);
      for (Path file : found.files()) {
        CompiledEntry entry = loader.load(file, file.toString().replace('\\', '/'));
        if (entry.schemas().isEmpty() && unchecked.isEmpty()) {
          unchecked = entry.tree().flatMap(KnowledgeBaseLoader::unchecked);
        }
        entries.add(UnlinkedEntry.of(entry));
      }
      List<Issue> issues = new ArrayList<>(schemas.issues());
      if (issues.isEmpty()) {
        unchecked.ifPresent(issues::add);
      }
      issues.addAll(found.issues());
      return new KnowledgeBase(
          UnlinkedEntry.together(entries, UnlinkedEntry.rules(entries), existsBeside(paths)),
          issues);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
