package dev.waymark.runbooks;

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

/** The entries that come with Waymark, in a folder or in a jar on the class path. */
final class Bundle {
  private static final String FOLDER = "waymark/entries";

  private Bundle() {}

  /** Scenarios read their files later, so a jar that is opened here stays open. */
  static Optional<Path> folder() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? Bundle.class.getClassLoader() : context;
    return Optional.ofNullable(loader.getResource(FOLDER)).map(Bundle::path);
  }

  private static Path path(URL url) {
    try {
      URI uri = url.toURI();
      return "jar".equals(uri.getScheme()) ? open(uri).getPath("/" + FOLDER) : Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path with a bad URL: " + url, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileSystem open(URI uri) throws IOException {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri);
    }
  }
}
