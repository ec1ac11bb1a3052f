package dev.waymark.runbooks;

import dev.waymark.model.source.SourceFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The way from Markdown to trees: what the command line and the server call. */
public final class Runbooks {
  private Runbooks() {}

  /** Compiles one file by itself: links into other entries and duplicate ids aren't checked. */
  public static CompiledEntry compile(SourceFile file, LocalDate today) {
    java.util.Objects.requireNonNull(today);
    return new CompiledEntry(
        file.path(), file, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  /**
   * Compiles all entries below some files and folders, their scenarios included. In a folder, every
   * {@code .md} file is an entry but {@code README.md} and what lies in hidden or {@code target}
   * folders.
   *
   * @throws java.io.UncheckedIOException where a path can't be read
   */
  public static KnowledgeBase load(List<Path> paths, LocalDate today) {
    java.util.Objects.requireNonNull(today);
    java.util.Objects.requireNonNull(paths);
    return new KnowledgeBase(List.of());
  }
}
