package dev.waymark.runbooks;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table schemas that hold for an entry: those of the nearest folder {@code schemas} beside it
 * or further up in its repository, and for all other tables those that come with Waymark. Each
 * folder is read once.
 */
final class EntrySchemas {
  private static final String NAME = "schemas";
  private static final String REPOSITORY = ".git";

  private final Schemas bundled;
  private final Map<Path, Schemas> byFolder = new HashMap<>();
  private final Map<Path, Schemas> byParent = new HashMap<>();
  private final List<Issue> issues = new ArrayList<>();

  EntrySchemas(Optional<Path> bundled) {
    this.bundled = bundled.filter(Files::isDirectory).map(this::read).orElse(Schemas.NONE);
  }

  /** What is wrong with the folders that were read. */
  List<Issue> issues() {
    return issues;
  }

  Schemas of(Path entry) {
    Path parent = entry.toAbsolutePath().normalize().getParent();
    return parent == null ? bundled : byParent.computeIfAbsent(parent, this::upward);
  }

  private Schemas upward(Path parent) {
    for (Path at = parent; at != null; at = at.getParent()) {
      Path schemas = at.resolve(NAME);
      if (Files.isDirectory(schemas)) {
        Schemas nearest = read(schemas);
        return bundled.isEmpty() ? nearest : nearest.or(bundled);
      }
      if (Files.exists(at.resolve(REPOSITORY))) {
        break;
      }
    }
    return bundled;
  }

  private Schemas read(Path folder) {
    Path known = folder.toAbsolutePath().normalize();
    Schemas schemas = byFolder.get(known);
    if (schemas == null) {
      schemas = readAnew(known);
      byFolder.put(known, schemas);
    }
    return schemas;
  }

  private Schemas readAnew(Path folder) {
    try {
      return SchemaReader.folder(folder);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      issues.add(
          new Issue(
              QueryIssue.BROKEN_SCHEMAS,
              new SourceFile(folder.toString().replace('\\', '/'), ""),
              new SourceSpan(0, 0),
              "The table schemas can't be read: " + e.getMessage(),
              "Each file names tables, and below each its columns with their types."));
      return Schemas.NONE;
    }
  }
}
