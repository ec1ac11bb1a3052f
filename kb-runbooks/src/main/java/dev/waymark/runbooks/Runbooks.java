package dev.waymark.runbooks;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Schemas;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.tree.Tree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The way from Markdown to trees: what the command line and the server call. Safe to use from any
 * number of threads. A broken entry never stops the others: it comes with its issues and without a
 * tree.
 */
public final class Runbooks {
  private Runbooks() {}

  /**
   * Compiles one file by itself: links into other entries and duplicate ids aren't checked, and
   * tables and columns of queries are taken as they come.
   */
  public static CompiledEntry compile(SourceFile file, LocalDate today) {
    return compile(file, Schemas.NONE, today);
  }

  /** As {@link #compile(SourceFile, LocalDate)}, with queries checked against table schemas. */
  public static CompiledEntry compile(SourceFile file, Schemas schemas, LocalDate today) {
    requireNonNull(file);
    return new Pipeline(today).compile(file, schemas);
  }

  /**
   * The tree of a text that was accepted once, for the runs that began on it: what the rules of
   * entries, which change with time, say against it today doesn't matter.
   *
   * @param schemas of the tables that its queries name
   */
  public static Optional<Tree> acceptedTree(SourceFile file, Schemas schemas) {
    return Pipeline.tree(requireNonNull(file), requireNonNull(schemas));
  }

  /**
   * Compiles all entries below some files and folders, their scenarios included. In a folder, every
   * {@code .md} and {@code .markdown} file is an entry but a README and what lies in hidden or
   * {@code target} folders. The paths may lie in any file system, such as that of a jar. Queries
   * are checked against the table schemas in the nearest folder {@code schemas} beside an entry or
   * above it.
   *
   * @throws java.io.UncheckedIOException if a path can't be read
   */
  public static KnowledgeBase load(List<Path> paths, LocalDate today) {
    return load(paths, Optional.empty(), today);
  }

  /**
   * As {@link #load(List, LocalDate)}.
   *
   * @param bundledSchemas a folder with the schemas of well-known tables, which hold unless the
   *     entries bring others
   */
  public static KnowledgeBase load(
      List<Path> paths, Optional<Path> bundledSchemas, LocalDate today) {
    return new KnowledgeBaseLoader(new Pipeline(today), bundledSchemas).load(paths);
  }

  /**
   * The table schemas that hold for what lies in a folder, as {@link #load} finds them for entries.
   */
  public static StageResult<Schemas> schemas(Path folder, Optional<Path> bundledSchemas) {
    var found = new EntrySchemas(bundledSchemas);
    return StageResult.of(found.of(folder.resolve("entry.md")), found.issues());
  }

  /**
   * The file of an entry, given its path without the ending.
   *
   * @throws java.io.UncheckedIOException if its folder can't be read
   */
  public static Optional<Path> file(Path stem) {
    return EntryFiles.ofStem(stem);
  }

  /** As {@link #load(List, LocalDate)}, below one file or folder. */
  public static KnowledgeBase load(Path path, LocalDate today) {
    return load(List.of(path), today);
  }
}
