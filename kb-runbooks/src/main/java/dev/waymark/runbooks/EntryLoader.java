package dev.waymark.runbooks;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.kql.Schemas;
import dev.waymark.runbooks.scenario.LoadedScenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one entry's file and its scenarios, by themselves. */
final class EntryLoader {
  /** What no entry is as large as: the rest of a larger file isn't read. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final Pipeline pipeline;
  private final EntrySchemas schemas;

  EntryLoader(Pipeline pipeline, EntrySchemas schemas) {
    this.pipeline = pipeline;
    this.schemas = schemas;
  }

  /**
   * Reads and compiles a file.
   *
   * @param name what the file is called in issues, with slashes
   */
  CompiledEntry load(Path file, String name) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return compile(file, name, stream.readNBytes(MOST_BYTES));
    }
  }

  /** Compiles a text as if it stood in a file, with the scenarios that lie beside the file. */
  CompiledEntry compile(Path file, String name, byte[] bytes) {
    Schemas tables = schemas.of(file);
    CompiledEntry entry = pipeline.compile(name, bytes, tables);
    List<Issue> issues = new ArrayList<>(entry.issues());
    List<LoadedScenario> scenarios =
        ScenarioLoader.loadAll(ScenarioLoader.folderOf(file), tables).stream()
            .map(loaded -> loaded.with(unknownNames(loaded, entry)))
            .toList();
    scenarios.forEach(scenario -> issues.addAll(scenario.issues()));
    return new CompiledEntry(
        entry.id(), entry.source(), entry.entry(), entry.tree(), issues, scenarios, tables);
  }

  private static List<Issue> unknownNames(LoadedScenario loaded, CompiledEntry entry) {
    return loaded.scenario().isPresent() && entry.tree().isPresent()
        ? ScenarioLoader.check(loaded.scenario().get(), entry.tree().get())
        : List.of();
  }
}
