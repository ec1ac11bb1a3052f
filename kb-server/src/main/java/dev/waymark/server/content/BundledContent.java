package dev.waymark.server.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The entries that come with the server, in a folder or a JAR on the class path. */
final class BundledContent {
  private static final String FOLDER = "waymark/entries";

  private BundledContent() {}

  /** The folder, also inside a JAR, which stays open; empty where none is bundled. */
  static Optional<Path> folder() {
    URL found = Thread.currentThread().getContextClassLoader().getResource(FOLDER);
    if (found == null) {
      return Optional.empty();
    }
    try {
      URI uri = found.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return Optional.of(Path.of(uri));
      }
      return Optional.of(archive(uri).getPath("/" + FOLDER));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no address for " + found, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled entries can't be read", e);
    }
  }

  private static FileSystem archive(URI uri) throws IOException {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri);
    }
  }
}
