package dev.waymark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kb bench}: measures and prints; it judges nothing by its exit code. */
@Command(
    name = "kb bench",
    description = {
      "Measures what docs/benchmarks.md promises, each as a ratio against a reference in the same"
          + " run.",
      "The ratio is the median of rounds in which ours and the reference alternate."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "which to run, such as P1 P15; all where none is named")
  private List<String> ids = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table or json (default: ${DEFAULT-VALUE})",
      defaultValue = "table")
  private Format format = Format.TABLE;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "rounds a benchmark (default: ${DEFAULT-VALUE})",
      defaultValue = "7")
  private int rounds = 7;

  private final PrintStream out;
  private final PrintStream progress;

  Bench(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench(System.out, System.err))
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Benchmark> all = benchmarks();
    List<String> known = all.stream().map(Benchmark::id).toList();
    for (String id : ids) {
      if (known.stream().noneMatch(id::equalsIgnoreCase)) {
        progress.printf("There is no benchmark %s. Known are %s.%n", id, String.join(" ", known));
        return CommandLine.ExitCode.USAGE;
      }
    }
    List<BenchmarkResult> results = new ArrayList<>();
    for (Benchmark benchmark : all) {
      if (ids.isEmpty() || ids.stream().anyMatch(benchmark.id()::equalsIgnoreCase)) {
        results.add(measure(benchmark));
      }
    }
    print(results);
    return CommandLine.ExitCode.OK;
  }

  private List<Benchmark> benchmarks() {
    return List.of(
        new CompileEntries(),
        new CompileOnTwoThreads(),
        new ReloadOneEntry(),
        new ServedChange(),
        new ManyClients(),
        new DurableStep(),
        new SearchThroughHttp(),
        new FrequentWords(),
        new RunPage(),
        new ColdStart(),
        ParallelQueries.fiveAtATime(),
        ParallelQueries.allAtOnce(),
        new AutomaticStep(),
        new AwaitedStep(),
        new VerifyRecord(),
        new ConditionEvaluation(),
        new RunawayCondition(),
        new QueryReading(),
        new QueryEvaluation(),
        QueriesInDuckDb.worst(progress),
        QueriesInDuckDb.median(progress),
        QueriesInDuckDb.fewer(progress),
        new WarmLint(),
        new ReviewQuestions(progress));
  }

  private BenchmarkResult measure(Benchmark benchmark) throws Exception {
    progress.printf("%s: %s%n", benchmark.id(), benchmark.title());
    try (Benchmark.Rounds measured = benchmark.prepare()) {
      for (int i = 0; i < benchmark.warmUps(); i++) {
        measured.round();
      }
      double[] ratios = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        ratios[i] = measured.round();
        progress.printf(Locale.ROOT, "  round %d of %d: %.3g%n", i + 1, rounds, ratios[i]);
      }
      return BenchmarkResult.of(benchmark, ratios);
    }
  }

  private void print(List<BenchmarkResult> results) throws Exception {
    switch (format) {
      case TABLE -> printTable(results);
      case JSON -> printJson(results);
    }
  }

  private void printTable(List<BenchmarkResult> results) {
    out.printf(
        "%-11s %8s %8s %8s  %-9s %-5s  %s%n",
        "id", "ratio", "min", "max", "target", "holds", "what");
    for (BenchmarkResult result : results) {
      out.printf(
          Locale.ROOT,
          "%-11s %8.3g %8.3g %8.3g  %-9s %-5s  %s%n",
          result.id(),
          result.median(),
          result.minimum(),
          result.maximum(),
          result.target(),
          result.holds() ? "yes" : "no",
          result.title());
    }
  }

  private void printJson(List<BenchmarkResult> results) throws Exception {
    JsonMapper json = new JsonMapper();
    ArrayNode array = json.createArrayNode();
    for (BenchmarkResult result : results) {
      array
          .addObject()
          .put("id", result.id())
          .put("ratio", result.median())
          .put("target", result.target().toString())
          .put("holds", result.holds());
    }
    out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(array));
  }

  /** What to print. */
  enum Format {
    TABLE,
    JSON
  }
}
