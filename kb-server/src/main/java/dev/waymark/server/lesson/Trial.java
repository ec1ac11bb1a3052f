package dev.waymark.server.lesson;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.runbooks.write.NewScenario;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Another text of an entry that is served, tried out: what the compiler and the scenarios say. */
final class Trial {
  private final CompiledEntry served;
  private final CompiledEntry tried;
  private final Clock clock;

  private Trial(CompiledEntry served, CompiledEntry tried, Clock clock) {
    this.served = served;
    this.tried = tried;
    this.clock = clock;
  }

  static Trial of(CompiledEntry served, String text, Clock clock) {
    SourceFile file = new SourceFile(served.source().path(), text);
    return new Trial(served, Runbooks.compile(file, served.schemas(), LocalDate.now(clock)), clock);
  }

  /** Of the entry's file. */
  String path() {
    return served.source().path();
  }

  /** Whether it has a tree that can be walked. */
  boolean runs() {
    return tried.tree().isPresent();
  }

  /** An issue that stood there before is not the change's. */
  List<Issue> added() {
    Set<String> before =
        served.issues().stream()
            .map(issue -> issue.code().code() + issue.message())
            .collect(Collectors.toSet());
    return tried.issues().stream()
        .filter(issue -> !before.contains(issue.code().code() + issue.message()))
        .toList();
  }

  /** All scenarios of the entry, over the new text: somebody waits, so all processors walk. */
  List<ScenarioWalk> walks() {
    return tried
        .tree()
        .map(
            tree ->
                served.scenarios().parallelStream().map(scenario -> walk(tree, scenario)).toList())
        .orElse(List.of());
  }

  /** A scenario that isn't one of the entry's yet; empty if it can't be read as one. */
  Optional<ScenarioWalk> walk(NewScenario scenario) {
    return tried
        .tree()
        .flatMap(tree -> TrialScenario.with(scenario, served.schemas(), one -> walk(tree, one)));
  }

  private ScenarioWalk walk(Tree tree, Scenario scenario) {
    return new ScenarioRunner(tree)
        .run(scenario, RecordedSource.withTables(scenario, served.schemas(), clock), clock);
  }
}
