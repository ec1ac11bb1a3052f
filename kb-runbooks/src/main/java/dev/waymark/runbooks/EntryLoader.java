package dev.waymark.runbooks;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.scenario.LoadedScenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one entry's file and its scenarios, by themselves. */
final class EntryLoader {
  /** What no entry is as large as: the rest of a larger file isn't read. */
  static final int MOST_BYTES = 1024 * 1024;

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
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      return unreadable(file, name, Optional.ofNullable(e.getReason()).orElse("it isn't allowed"));
    }
  }

  /** One file never keeps the others from being read. */
  private CompiledEntry unreadable(Path file, String name, String why) {
    Issue issue =
        new Issue(
            ContentIssue.UNREADABLE,
            new SourceFile(name, ""),
            new SourceSpan(0, 0),
            "The file can't be opened: " + why,
            "Give the account that runs this the right to read it.");
    return new CompiledEntry(
        EntryFile.stem(EntryFile.name(name)),
        issue.file(),
        Optional.empty(),
        Optional.empty(),
        List.of(issue),
        List.of(),
        schemas.of(file));
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
        entry.id(),
        entry.source(),
        entry.entry(),
        entry.tree(),
        issues,
        entry.moreIssues(),
        scenarios,
        tables);
  }

  private static List<Issue> unknownNames(LoadedScenario loaded, CompiledEntry entry) {
    return loaded.scenario().isPresent() && entry.tree().isPresent()
        ? ScenarioLoader.check(loaded.scenario().get(), entry.tree().get())
        : List.of();
  }
}
