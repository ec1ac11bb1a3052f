package dev.waymark.runbooks.kql.schema;

import dev.waymark.runbooks.kql.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the schemas that apply to an entry: those of the nearest folder {@code schemas} upward. */
public final class SchemaFolders {
  private static final String NAME = "schemas";

  private SchemaFolders() {}

  /**
   * The schemas in the nearest folder {@code schemas} in or above a path; empty where there is
   * none.
   *
   * @param path a file or folder in any file system, such as that of a jar
   * @throws IllegalArgumentException if a file there isn't a schema; says which and why
   */
  public static Optional<Schemas> nearest(Path path) {
    return folder(path).map(SchemaReader::folder);
  }

  /** The nearest folder {@code schemas} in or above a path; empty where there is none. */
  public static Optional<Path> folder(Path path) {
    for (Path at = path.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path schemas = at.resolve(NAME);
      if (Files.isDirectory(schemas)) {
        return Optional.of(schemas);
      }
    }
    return Optional.empty();
  }
}
