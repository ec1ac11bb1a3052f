package dev.waymark.server.lesson;

import dev.waymark.kql.Schemas;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import dev.waymark.runbooks.write.NewScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A scenario that isn't part of the content, in a folder as long as it is tried out. */
final class TrialScenario {
  private TrialScenario() {}

  /**
   * Does something with a scenario, whose answers are read from its folder meanwhile.
   *
   * @return empty if it can't be read as a scenario
   */
  static <T> Optional<T> with(NewScenario scenario, Schemas schemas, Function<Scenario, T> use) {
    try {
      Path root = Files.createTempDirectory("waymark-trial");
      try {
        Path folder = root.resolve(scenario.name());
        for (Map.Entry<String, String> file : scenario.files().entrySet()) {
          Path path = folder.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
        }
        return ScenarioLoader.load(folder, schemas).value().map(use);
      } finally {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scenario can't be tried out", e);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
