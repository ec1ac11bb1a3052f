package dev.waymark.runbooks.scenario;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.scenario.ScenarioFolder.Content;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scenarios from their folders; what can't be understood is an issue with its place. */
public final class ScenarioLoader {
  static final String FILE = "scenario.yaml";
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE);

  private ScenarioLoader() {}

  /** Where an entry's scenarios lie: {@code entry.scenarios/} beside {@code entry.md}. */
  public static Path folderOf(Path entryFile) {
    String name = String.valueOf(entryFile.getFileName());
    return entryFile.resolveSibling(EntryFile.stem(name) + ".scenarios");
  }

  /**
   * Reads every scenario in a folder, one in each sub-folder, in the order of their names; none if
   * there is no such folder. Hidden sub-folders are left out. What looks like a scenario but isn't
   * one comes with the reason: nothing is skipped in silence.
   *
   * @param schemas the types of the columns of their tables
   */
  public static List<LoadedScenario> loadAll(Path folder, Schemas schemas) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> !nameOf(path).startsWith("."))
          .sorted()
          .flatMap(path -> loaded(path, schemas).stream())
          .toList();
    } catch (IOException e) {
      return List.of(unreadable(folder, "The folder of scenarios can't be listed"));
    }
  }

  private static Optional<LoadedScenario> loaded(Path path, Schemas schemas) {
    String name = nameOf(path);
    if (Files.isSymbolicLink(path)) {
      return Optional.of(
          new LoadedScenario(
              name, Optional.empty(), List.of(outside(new SourceFile(path.toString(), "")))));
    }
    if (Files.isDirectory(path)) {
      StageResult<Scenario> read = load(path, schemas);
      return Optional.of(new LoadedScenario(name, read.value(), read.issues()));
    }
    return YAML.matcher(name).matches()
        ? Optional.of(unreadable(path, "`" + name + "` isn't a folder, so it can't be a scenario"))
        : Optional.empty();
  }

  private static LoadedScenario unreadable(Path path, String why) {
    return new LoadedScenario(
        nameOf(path),
        Optional.empty(),
        List.of(
            new Issue(
                ScenarioIssue.NO_FILE,
                new SourceFile(path.toString(), ""),
                new SourceSpan(0, 0),
                why,
                "A scenario is a folder that can be read, with a `scenario.yaml` in it.")));
  }

  /** Folders in a jar may be named with a slash at the end. */
  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName()).replaceFirst("/$", "");
  }

  /**
   * Reads one scenario.
   *
   * @param schemas the types of the columns of its tables
   */
  public static StageResult<Scenario> load(Path folder, Schemas schemas) {
    var files = new ScenarioFolder(folder);
    String path = folder.resolve(FILE).toString();
    return switch (files.read(FILE, MOST_BYTES)) {
      case Content.Text(String text) -> {
        StageResult<Scenario> read = new ScenarioReader(new SourceFile(path, text), folder).read();
        List<Issue> issues = new ArrayList<>(read.issues());
        issues.addAll(answers(files, folder));
        issues.addAll(new RecordedTables(folder, schemas).issues());
        yield new StageResult<>(read.value(), issues);
      }
      case Content.Unreadable(String why) ->
          unread(
              path,
              ScenarioIssue.NOT_YAML,
              "`scenario.yaml` can't be read: " + why,
              "Write it as UTF-8 text of at most 64 KiB.");
      case Content.Outside() -> StageResult.failed(List.of(outside(new SourceFile(path, ""))));
      case Content.Absent() ->
          unread(
              path,
              ScenarioIssue.NO_FILE,
              "The scenario has no `scenario.yaml`",
              "Add one with title, parameters, path and outcome, or remove the folder.");
    };
  }

  /** What a scenario names that its entry's tree doesn't have. */
  public static List<Issue> check(Scenario scenario, Tree tree) {
    Content content = new ScenarioFolder(scenario.folder()).read(FILE, MOST_BYTES);
    String text = content instanceof Content.Text read ? read.text() : "";
    var file = new SourceFile(scenario.folder().resolve(FILE).toString(), text);
    return new ScenarioCheck(scenario, tree, file).issues();
  }

  private static StageResult<Scenario> unread(
      String path, ScenarioIssue code, String message, String hint) {
    return StageResult.failed(
        List.of(new Issue(code, new SourceFile(path, ""), new SourceSpan(0, 0), message, hint)));
  }

  private static Issue outside(SourceFile file) {
    return new Issue(
        ScenarioIssue.OUTSIDE,
        file,
        new SourceSpan(0, 0),
        "The file is a symbolic link out of the scenario's folder",
        "Replace it with a copy of the file.");
  }

  /** Reads every recorded answer once, so that a broken one is found before a run meets it. */
  private static List<Issue> answers(ScenarioFolder files, Path folder) {
    List<Issue> issues = new ArrayList<>();
    var reader = new AnswerReader(Instant.EPOCH);
    for (String name : files.names(RecordedSource.FOLDER)) {
      if (!AnswerReader.reads(name)) {
        continue;
      }
      String path = folder.resolve(name).toString();
      switch (files.read(name, RecordedSource.MOST_BYTES)) {
        case Content.Outside() -> issues.add(outside(new SourceFile(path, "")));
        case Content.Text(String text) -> {
          if (reader.read(name, text) instanceof AnswerReader.Read.Bad bad) {
            issues.add(badAnswer(new SourceFile(path, text), bad));
          }
        }
        case Content.Unreadable(String why) ->
            issues.add(badAnswer(new SourceFile(path, ""), new AnswerReader.Read.Bad(1, why)));
        case Content.Absent() -> {}
      }
    }
    return issues;
  }

  private static Issue badAnswer(SourceFile file, AnswerReader.Read.Bad bad) {
    int line = Math.max(1, Math.min(bad.line(), file.lineCount()));
    return new Issue(
        ScenarioIssue.BAD_ANSWER,
        file,
        file.lineSpan(line),
        "The recorded answer can't be read: " + bad.why(),
        "A CSV file has a header of `Name` or `Name:type`, a JSON file an array of objects.");
  }
}
