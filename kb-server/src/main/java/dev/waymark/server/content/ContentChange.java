package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Set;

/**
 * Files of the content have changed on disk.
 *
 * @param root the folder to read them from; all of it, if it is another one than before
 * @param paths of the files that were added, changed or deleted, relative to the root
 */
public record ContentChange(Path root, Set<String> paths) {
  public ContentChange {
    requireNonNull(root);
    paths = Set.copyOf(paths);
  }
}
