package dev.waymark.server.support;

import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of their own for all tests of a JVM, thrown away after them. */
public final class EmbeddedDatabase implements QuarkusTestResourceLifecycleManager {
  private Path folder = Path.of("target");
  private EmbeddedPostgres database;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("waymark-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = EmbeddedPostgres.start(DataFolder.claim(folder));
    database.awaitReady(Duration.ofSeconds(60));
    return database.configuration();
  }

  @Override
  public void stop() {
    database.stop(Duration.ofSeconds(2));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
