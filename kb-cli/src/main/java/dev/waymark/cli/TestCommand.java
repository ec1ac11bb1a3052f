package dev.waymark.cli;

import dev.waymark.cli.TestReport.EntryReport;
import dev.waymark.cli.TestReport.Outcome;
import dev.waymark.cli.TestReport.ScenarioReport;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.ClockSweep;
import dev.waymark.runbooks.scenario.ClockSweep.Departure;
import dev.waymark.runbooks.scenario.Coverage;
import dev.waymark.runbooks.scenario.LoadedScenario;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.scenario.WalkText;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kb test}. */
@Command(
    description = "Walk every scenario of every entry, and say where one leaves its path.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A scenario that can't be read fails, and so does an entry with errors: its scenarios aren't"
          + " run.",
      "",
      "Exit codes: 0 all pass, 1 some fail or can't run, 2 wrong usage."
    })
final class TestCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSON,
    JUNIT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many steps are shown before the one where a walk differs. */
  private static final int STEPS_BEFORE = 2;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final Paths paths = new Paths();

  @Option(names = "--coverage", description = "List the branches that no scenario takes.")
  private boolean coverage;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Only the scenario of this name; default: all.")
  private @Nullable String name;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. JUnit is the XML that build servers"
              + " read.")
  private Format format = Format.TEXT;

  @Option(
      names = "--move-clock",
      description =
          "Walk each scenario with the clock moved in steps of 30 seconds over 10 minutes too.")
  private boolean moveClock;

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KnowledgeBase knowledgeBase = paths.load(terminal);
    if (name != null) {
      ChosenScenario.require(names(knowledgeBase), name, spec);
    }
    TestReport report =
        new TestReport(
            knowledgeBase.entries().stream()
                .filter(entry -> name == null || entry.loaded().stream().anyMatch(this::isChosen))
                .map(this::test)
                .toList(),
            errors(knowledgeBase.issues()));
    switch (format) {
      case TEXT -> new TestText(terminal).write(report);
      case JSON -> terminal.out().println(TestJson.of(report));
      case JUNIT -> terminal.out().print(TestJunit.of(report));
    }
    return report.passed() ? ExitCode.GOOD : ExitCode.BAD;
  }

  private static List<String> names(KnowledgeBase knowledgeBase) {
    return knowledgeBase.entries().stream()
        .flatMap(entry -> entry.loaded().stream())
        .map(LoadedScenario::name)
        .distinct()
        .toList();
  }

  private boolean isChosen(LoadedScenario scenario) {
    return name == null || scenario.name().equals(name);
  }

  private static List<Issue> errors(List<Issue> issues) {
    return issues.stream().filter(issue -> issue.severity() == Severity.ERROR).toList();
  }

  private EntryReport test(CompiledEntry entry) {
    List<LoadedScenario> chosen = entry.loaded().stream().filter(this::isChosen).toList();
    Optional<Tree> tree = entry.tree();
    if (tree.isEmpty()) {
      List<Issue> errors = new ArrayList<>(errors(entry.issues()));
      entry.loaded().forEach(scenario -> errors.removeAll(scenario.errors()));
      return new EntryReport(
          entry, errors, chosen.stream().map(TestCommand::notRun).toList(), Optional.empty());
    }
    Map<String, List<Departure>> departures =
        moveClock ? departures(entry, tree.get(), chosen) : Map.of();
    List<ScenarioReport> reports = new ArrayList<>();
    List<ScenarioWalk> walks = new ArrayList<>();
    for (LoadedScenario loaded : chosen) {
      long begun = System.nanoTime();
      Optional<ScenarioWalk> walk =
          loaded.scenario().map(scenario -> walk(entry, tree.get(), scenario));
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      walk.ifPresent(walks::add);
      reports.add(
          new ScenarioReport(
              loaded.name(),
              title(loaded),
              took,
              outcome(
                  tree.get(), loaded, walk, departures.getOrDefault(loaded.name(), List.of()))));
    }
    return new EntryReport(
        entry,
        List.of(),
        reports,
        coverage ? Optional.of(Coverage.of(tree.get(), walks)) : Optional.empty());
  }

  private ScenarioWalk walk(CompiledEntry entry, Tree tree, Scenario scenario) {
    Clock clock = Clock.fixed(terminal.clock().instant(), terminal.clock().getZone());
    return new ScenarioRunner(tree)
        .run(scenario, RecordedSource.withTables(scenario, entry.schemas(), clock), clock);
  }

  /** Where scenarios leave their paths when the clock is moved, by their names. */
  private Map<String, List<Departure>> departures(
      CompiledEntry entry, Tree tree, List<LoadedScenario> chosen) {
    Instant from = terminal.clock().instant().truncatedTo(ChronoUnit.HOURS);
    return chosen.parallelStream()
        .flatMap(loaded -> loaded.scenario().stream())
        .collect(
            Collectors.toConcurrentMap(
                Scenario::name, scenario -> ClockSweep.of(tree, scenario, entry.schemas(), from)));
  }

  private static String title(LoadedScenario loaded) {
    return loaded.scenario().map(Scenario::title).orElse("");
  }

  /** A scenario that can't be read fails by itself, whatever keeps its entry from running. */
  private static ScenarioReport notRun(LoadedScenario loaded) {
    return new ScenarioReport(
        loaded.name(),
        title(loaded),
        Duration.ZERO,
        loaded.errors().isEmpty() ? new Outcome.NotRun() : unread(loaded, List.of()));
  }

  private static Outcome outcome(
      Tree tree, LoadedScenario loaded, Optional<ScenarioWalk> walk, List<Departure> departures) {
    Optional<ScenarioWalk.Difference> difference = walk.flatMap(ScenarioWalk::difference);
    List<String> details = new ArrayList<>();
    difference.ifPresent(found -> details.addAll(found.why()));
    difference
        .flatMap(
            found -> walk.flatMap(ScenarioWalk::state).map(state -> around(tree, state, found)))
        .ifPresent(text -> text.lines().map(line -> "  " + line).forEach(details::add));
    if (!loaded.errors().isEmpty()) {
      difference.ifPresent(found -> details.add(0, found.message()));
      return unread(loaded, details);
    }
    return difference
        .<Outcome>map(found -> new Outcome.Failed(found.message(), List.of(), details))
        .orElseGet(() -> departures.isEmpty() ? new Outcome.Passed() : moved(departures));
  }

  /** The steps before a difference, and where the walk leads from there. */
  private static String around(Tree tree, RunState state, ScenarioWalk.Difference difference) {
    int shownFrom = Math.max(1, difference.step() - STEPS_BEFORE);
    return WalkText.of(tree, state, state.visits().size() - shownFrom + 1);
  }

  private static Outcome moved(List<Departure> departures) {
    return new Outcome.Failed(
        "it takes another way when the clock is moved",
        List.of(),
        departures.stream()
            .map(
                departure ->
                    "by %s: %s"
                        .formatted(
                            Timespan.format(departure.offset()), departure.difference().message()))
            .toList());
  }

  private static Outcome unread(LoadedScenario loaded, List<String> details) {
    String count = CountText.of(loaded.errors().size(), "error", "errors");
    return new Outcome.Failed(
        loaded.scenario().isEmpty() ? "it can't be read" : "it has " + count,
        loaded.errors(),
        details);
  }
}
