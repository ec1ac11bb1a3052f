package dev.waymark.cli;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.run.ParameterValues;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import dev.waymark.runbooks.scenario.TableFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tables that {@code kb query} looks at: those of a scenario or of any folder. */
final class QueryData {

  private static final String SCENARIOS = ".scenarios";

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--scenario",
      paramLabel = "SCENARIO",
      description =
          "ENTRY/SCENARIO or a scenario's folder: its tables, and its entry's parameters as"
              + " values.")
  private @Nullable String scenario;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of tables, Name.csv or Name.jsonl each.")
  private @Nullable Path data;

  @Option(names = "--content", paramLabel = "DIR", description = ContentFolder.DESCRIPTION)
  private @Nullable Path content;

  /** The folder; empty if none was named, and a query can only bring its own rows along. */
  Optional<Path> folder(Terminal terminal) {
    if (scenario != null && data != null) {
      throw wrong("name either a --scenario or a folder of --data");
    }
    if (data != null) {
      return Optional.of(existing(data));
    }
    return Optional.ofNullable(scenario).map(named -> scenario(named, terminal));
  }

  /** The tables of a folder. */
  StageResult<Map<String, Table>> tables(Path folder, Terminal terminal, Instant now) {
    return new TableFolder(folder, schemas(folder, terminal)).read(now);
  }

  /** The parameters that the folder's scenario gives its entry; none if it isn't a scenario's. */
  Map<String, Object> parameters(Path folder, Terminal terminal) {
    if (scenario == null) {
      return Map.of();
    }
    Map<String, String> written =
        ScenarioLoader.load(folder, schemas(folder, terminal))
            .value()
            .map(Scenario::parameters)
            .orElse(Map.of());
    return ParameterValues.read(entryParameters(folder, terminal), written).values();
  }

  private static List<Parameter> entryParameters(Path folder, Terminal terminal) {
    Path scenarios = folder.toAbsolutePath().normalize().getParent();
    String name = scenarios == null ? "" : String.valueOf(scenarios.getFileName());
    if (scenarios == null || !name.endsWith(SCENARIOS)) {
      return List.of();
    }
    String stem = name.substring(0, name.length() - SCENARIOS.length());
    return Runbooks.file(scenarios.resolveSibling(stem)).stream()
        .map(entry -> Runbooks.load(List.of(entry), terminal.schemas(), terminal.today()))
        .flatMap(loaded -> loaded.entries().stream())
        .map(CompiledEntry::entry)
        .flatMap(Optional::stream)
        .flatMap(found -> found.frontMatter().parameters().stream())
        .toList();
  }

  /** What is known of tables where no folder says more. */
  Schemas bundled(Terminal terminal) {
    return terminal.schemas().map(folder -> schemas(folder, terminal)).orElse(Schemas.NONE);
  }

  private Schemas schemas(Path folder, Terminal terminal) {
    StageResult<Schemas> found = Runbooks.schemas(folder, terminal.schemas());
    if (found.hasErrors()) {
      throw wrong(found.issues().get(0).message());
    }
    return found.value().orElse(Schemas.NONE);
  }

  private Path scenario(String named, Terminal terminal) {
    Path folder = Path.of(named);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    int slash = named.indexOf('/');
    Optional<Path> entries = ContentFolder.of(content, terminal);
    if (slash < 1 || entries.isEmpty()) {
      throw wrong("there is no scenario `" + named + "`: write ENTRY/SCENARIO, or its folder");
    }
    Path scenarios = entries.get().resolve(named.substring(0, slash) + SCENARIOS);
    if (!Files.isDirectory(scenarios)) {
      throw wrong(
          "there are no scenarios of `" + named.substring(0, slash) + "` in " + entries.get());
    }
    Path found = scenarios.resolve(named.substring(slash + 1));
    if (!Files.isDirectory(found)) {
      String guess =
          Nearest.to(named.substring(slash + 1), names(scenarios))
              .map(name -> "; did you mean `" + named.substring(0, slash + 1) + name + "`?")
              .orElse("");
      throw wrong("there is no scenario `" + named + "`" + guess);
    }
    return found;
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw wrong("there is no folder `" + folder + "`");
    }
    return folder;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
