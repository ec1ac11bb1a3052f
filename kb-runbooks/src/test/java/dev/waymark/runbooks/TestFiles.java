package dev.waymark.runbooks;

import dev.waymark.model.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what tests read. */
public final class TestFiles {
  private TestFiles() {}

  /** A resource that lies beside a test. */
  public static SourceFile resource(Class<?> test, String name) {
    try (InputStream stream = test.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no resource " + name + " beside " + test);
      }
      return new SourceFile(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of real material that lies outside of the repository; empty where it isn't there. */
  public static Optional<Path> corpus(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path corpus = at.resolve("../shared/corpora").resolve(name).normalize();
      if (Files.isDirectory(corpus)) {
        return Optional.of(corpus);
      }
    }
    return Optional.empty();
  }
}
