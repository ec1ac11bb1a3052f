package dev.waymark.cli;

import dev.waymark.cli.generator.Fault;
import dev.waymark.cli.generator.TableGenerator;
import dev.waymark.kql.Kql;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb generate-tables}. */
@Command(
    description = "Grow a scenario's table by rows like its own, so that charts look real.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "New rows stand between two rows of one kind: what is constant among them stays, and what"
          + " rises goes on rising. With --faulty, the rows are new ones, and faulty ones come"
          + " among them as --pattern says.",
      "",
      "The same table, seed and options give the same rows. They are written as CSV, times relative"
          + " to now."
    })
final class GenerateTablesCommand implements Callable<Integer> {

  private static final int MOST_ROWS = 100_000;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final QueryData data = new QueryData();

  @Option(names = "--table", paramLabel = "NAME", required = true, description = "Which table.")
  private String table = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows altogether; default: ${DEFAULT-VALUE}.")
  private int rows = 400;

  @Option(names = "--seed", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--faulty",
      paramLabel = "KQL",
      description = "Which rows are faulty, such as 'ResponseCode >= 500'.")
  private @Nullable String faulty;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description =
          "How faulty rows come: ${COMPLETION-CANDIDATES} (two minutes of every ten); default:"
              + " ${DEFAULT-VALUE}.")
  private Fault.Pattern pattern = Fault.Pattern.STEP;

  @Option(
      names = "--begin",
      paramLabel = "AGO",
      description = "Since when, such as 30m; default: the second half.")
  private @Nullable String begin;

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description = "Which part is faulty at the height; default: ${DEFAULT-VALUE}.")
  private double share = 0.5;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write NAME.csv there, over one that is there; default: standard output.")
  private @Nullable Path out;

  GenerateTablesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rows < 1 || rows > MOST_ROWS) {
      throw wrong("--rows is from 1 to %,d".formatted(MOST_ROWS));
    }
    Path folder =
        data.folder(terminal).orElseThrow(() -> wrong("name a --scenario or a folder of --data"));
    // Relative times are written as they were read: what now is doesn't matter to the rows.
    Instant now = Instant.EPOCH;
    StageResult<Map<String, Table>> tables = data.tables(folder, terminal, now);
    if (tables.value().isEmpty()) {
      return failed(tables.issues());
    }
    Table small =
        Optional.ofNullable(tables.value().get().get(table))
            .orElseThrow(() -> noTable(tables.value().orElseThrow()));
    TableGenerator grower =
        TableGenerator.of(small, seed)
            .orElseThrow(
                () -> wrong("`" + table + "` has no rows, or no column that says when in all"));
    if (faulty == null) {
      if (rows < small.rows().size()) {
        throw wrong(
            "the table has %s already, and none is taken away: say more with --rows"
                .formatted(CountText.of(small.rows().size(), "row", "rows")));
      }
      write(TableCsv.recorded(grower.grow(rows), now));
      return ExitCode.GOOD;
    }
    StageResult<List<Boolean>> marks = marks(faulty, tables.value().get(), now);
    if (marks.value().isEmpty()) {
      return failed(marks.issues());
    }
    var fault = fault(marks.value().get(), grower.span(), now);
    write(TableCsv.recorded(grower.grow(rows, fault), now));
    return ExitCode.GOOD;
  }

  private Fault fault(List<Boolean> marks, List<Instant> span, Instant now) {
    if (!(share >= 0 && share <= 1)) {
      throw wrong("--share is from 0 to 1");
    }
    Duration half = Duration.between(span.get(0), span.get(1)).dividedBy(2);
    Instant since =
        begin == null
            ? span.get(1).minus(half)
            : now.minus(
                Timespan.parse(begin)
                    .orElseThrow(
                        () -> wrong("`" + begin + "` isn't a length of time such as 30m")));
    return new Fault(marks, pattern, since, share);
  }

  /** For each row whether it is faulty. */
  private StageResult<List<Boolean>> marks(
      String condition, Map<String, Table> tables, Instant now) {
    String kql = "['" + table + "']\n| project Faulty = (\n" + condition + "\n) == true";
    StageResult<Query> query = Kql.parse(QueryText.of(kql));
    if (query.hasErrors() || query.value().isEmpty()) {
      return StageResult.failed(query.issues());
    }
    StageResult<Table> marked =
        Kql.evaluate(query.value().get(), tables, Map.of(), now, Limits.STANDARD);
    return new StageResult<>(
        marked
            .value()
            .map(
                result ->
                    result.rows().stream()
                        .map(row -> Boolean.TRUE.equals(row.values().get(0)))
                        .toList()),
        marked.issues());
  }

  private void write(String csv) {
    if (out == null) {
      terminal.out().print(csv);
      return;
    }
    if (!Files.isDirectory(out)) {
      throw wrong("there is no folder `" + out + "`");
    }
    try {
      Files.writeString(out.resolve(table + ".csv"), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int failed(List<Issue> issues) {
    issues.forEach(issue -> terminal.err().println(terminal.text(issue)));
    return ExitCode.BAD;
  }

  private ParameterException noTable(Map<String, Table> tables) {
    String guess =
        Nearest.to(table, tables.keySet())
            .map(near -> "; did you mean `" + near + "`?")
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT, "; there are %s", String.join(", ", tables.keySet())));
    return wrong("there is no table `" + table + "`" + guess);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
