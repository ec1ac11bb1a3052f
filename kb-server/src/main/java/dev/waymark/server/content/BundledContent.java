package dev.waymark.server.content;

import dev.waymark.runbooks.KnowledgeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The entries and schemas that come with the server, in a folder or a JAR on the class path. */
public final class BundledContent {
  private static final String ENTRIES = "waymark/entries";

  private BundledContent() {}

  /** The folder that holds both, also inside a JAR, which stays open; empty if none is bundled. */
  public static Optional<Path> folder() {
    URL found = Thread.currentThread().getContextClassLoader().getResource(ENTRIES);
    if (found == null) {
      return Optional.empty();
    }
    try {
      URI uri = found.toURI();
      Path entries =
          "jar".equals(uri.getScheme()) ? archive(uri).getPath("/" + ENTRIES) : Path.of(uri);
      return Optional.ofNullable(entries.getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no address for " + found, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled entries can't be read", e);
    }
  }

  /** Its table schemas, which hold wherever content brings no other. */
  public static Optional<Path> schemas() {
    return folder().map(folder -> folder.resolve("schemas"));
  }

  /** All its files by their paths in the folder. */
  static Map<String, byte[]> files() throws IOException {
    Optional<Path> folder = folder();
    Map<String, byte[]> files = new TreeMap<>();
    if (folder.isPresent()) {
      Path root = folder.orElseThrow();
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path file : paths.filter(Files::isRegularFile).toList()) {
          String path = root.relativize(file).toString().replace('\\', '/');
          if (KnowledgeFolder.reads(path)) {
            files.put(path, Files.readAllBytes(file));
          }
        }
      }
    }
    return files;
  }

  private static FileSystem archive(URI uri) throws IOException {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri);
    }
  }
}
