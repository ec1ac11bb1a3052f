package dev.waymark.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Copies and deletes whole folders. */
final class Folders {
  private Folders() {}

  static void copy(Path from, Path to) {
    each(
        from,
        Comparator.naturalOrder(),
        file -> {
          Path target = to.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else {
            Files.copy(file, target);
          }
        });
  }

  static void delete(Path folder) {
    each(folder, Comparator.reverseOrder(), Files::deleteIfExists);
  }

  private static void each(Path folder, Comparator<Path> order, Work work) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(order).toList()) {
        work.on(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    void on(Path file) throws IOException;
  }
}
