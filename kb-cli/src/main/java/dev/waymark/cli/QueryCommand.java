package dev.waymark.cli;

import dev.waymark.kql.Kql;
import dev.waymark.kql.Recordings;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.batch.QueryBatch;
import dev.waymark.kql.batch.TableJson;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.value.DatetimeText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kb query}. */
@Command(
    description = "Evaluate KQL over a scenario's or a folder's tables, without Azure.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without a scenario or a folder, the tables that Waymark's schemas describe count as empty.",
      "",
      "Columns of the tables have the types that the nearest folder `schemas` upward says; others"
          + " those of their headers (Name:long), or the narrowest that all their cells fit.",
      "",
      "A batch has a JSON object with `id` and `kql` a line, and gets a line for each: `columns`"
          + " and `rows`, or an `error` with code, line, column, message and whether it is that the"
          + " evaluator doesn't do it (`unsupported`). With --check: `ok` and `issues`.",
      "",
      "Exit codes: 0 answered, or the batch came to its end; 1 the query or a table is wrong;"
          + " 2 wrong usage."
    })
final class QueryCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  enum Format {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final QueryData data = new QueryData();

  @Parameters(
      paramLabel = "KQL",
      arity = "0..1",
      description = "The query; - reads it from standard input.")
  private @Nullable String kql;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "What now() is, such as 2026-11-21T02:00:00Z; default: the time it is.")
  private @Nullable String now;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "A value that the query may name: a number, true, 1h, a time, else or in double quotes"
              + " text.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default: table.")
  private @Nullable Format format;

  @Option(
      names = "--check",
      description = "Only read: say whether it is KQL, and evaluate nothing.")
  private boolean check;

  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description = "Queries as JSON, one a line; - reads them from standard input.")
  private @Nullable String batch;

  QueryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (batch != null) {
      if (kql != null || format != null || !parameters.isEmpty()) {
        throw wrong("--batch goes without a query, --param and --format");
      }
      return batch(batch);
    }
    if (kql == null) {
      throw wrong("which query? Give it in quotes, - for standard input, or a --batch");
    }
    String query = kql.equals(STANDARD_INPUT) ? standardInput() : kql;
    if (query.isBlank()) {
      throw wrong("there is no query: it is empty");
    }
    return single(QueryText.of(query));
  }

  private int single(QueryText text) {
    StageResult<Query> query = Kql.parse(text);
    if (check || query.hasErrors() || query.value().isEmpty()) {
      query.issues().forEach(this::print);
      return query.hasErrors() ? ExitCode.BAD : ExitCode.GOOD;
    }
    Instant at = now();
    Optional<Path> folder = data.folder(terminal);
    StageResult<Map<String, Table>> tables = tables(folder, at);
    if (tables.value().isEmpty()) {
      tables.issues().forEach(this::print);
      return ExitCode.BAD;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    folder.ifPresent(from -> values.putAll(data.parameters(from, terminal)));
    parameters.forEach((name, value) -> values.put(name, ParameterText.value(value)));
    Schemas described = folder.isEmpty() ? data.bundled(terminal) : Schemas.NONE;
    var recordings = new Recordings(tables.value().get(), described);
    StageResult<Table> result =
        Kql.evaluate(query.value().get(), recordings, values, at, Limits.STANDARD);
    result.issues().stream()
        .filter(issue -> issue.severity() != Severity.INFO || Kql.isUnsupported(issue))
        .forEach(this::print);
    for (String table : result.value().isPresent() ? recordings.empty() : Set.<String>of()) {
      terminal
          .err()
          .println(
              "`"
                  + table
                  + "` counts as empty here: name a --scenario or a folder of --data with its"
                  + " rows");
    }
    result.value().ifPresent(this::print);
    return result.value().isPresent() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private int batch(String source) {
    Optional<Instant> fixed = now == null ? Optional.empty() : Optional.of(now());
    Instant start = fixed.orElseGet(() -> terminal.clock().instant());
    StageResult<Map<String, Table>> tables = tables(data.folder(terminal), start);
    if (tables.value().isEmpty()) {
      tables.issues().forEach(this::print);
      return ExitCode.BAD;
    }
    var queries =
        new QueryBatch(
            tables.value().get(),
            () -> fixed.orElseGet(() -> terminal.clock().instant()),
            Limits.STANDARD);
    try (BufferedReader in = lines(source)) {
      new BatchLines(queries, check).run(in, terminal.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ExitCode.GOOD;
  }

  private BufferedReader lines(String source) throws IOException {
    if (source.equals(STANDARD_INPUT)) {
      return terminal.in();
    }
    Path file = Path.of(source);
    if (!Files.isRegularFile(file) && !Files.isReadable(file)) {
      throw wrong("there is no file `" + source + "`");
    }
    return Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }

  private StageResult<Map<String, Table>> tables(Optional<Path> folder, Instant at) {
    return folder
        .map(from -> data.tables(from, terminal, at))
        .orElseGet(() -> StageResult.of(Map.of(), List.of()));
  }

  private Instant now() {
    if (now == null) {
      return terminal.clock().instant();
    }
    return DatetimeText.parse(now)
        .orElseThrow(() -> wrong("`" + now + "` isn't a time such as 2026-11-21T02:00:00Z"));
  }

  private String standardInput() {
    return String.join("\n", terminal.in().lines().toList());
  }

  private void print(Issue issue) {
    terminal.err().println(terminal.text(issue));
  }

  private void print(Table table) {
    switch (format == null ? Format.TABLE : format) {
      case TABLE -> TerminalTable.all(table).forEach(line -> terminal.out().println(line));
      case JSON -> terminal.out().println(TableJson.of(table));
      case CSV -> terminal.out().print(TableCsv.of(table));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
