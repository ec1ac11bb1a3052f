package dev.waymark.server.run;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.run.ParameterTexts;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.ScenarioVersions;
import dev.waymark.server.entry.ScenarioVersions.PinnedScenario;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether and how a run can begin; records nothing. */
@ApplicationScoped
public class RunPreparation {
  private final Catalog catalog;
  private final ScenarioVersions scenarios;
  private final Clock clock;

  RunPreparation(Catalog catalog, ScenarioVersions scenarios, Clock clock) {
    this.catalog = catalog;
    this.scenarios = scenarios;
    this.clock = clock;
  }

  /** Checks that a run can begin, and decides how; nothing is recorded yet. */
  public Result<PreparedRun> prepare(StartRun start) {
    Optional<CompiledEntry> entry = catalog.entry(start.entryId());
    if (entry.isEmpty()) {
      return Result.refused(
          Problem.notFound(
              "There is no entry `" + start.entryId() + "`.", "Choose one from the list."));
    }
    Optional<Tree> tree = entry.orElseThrow().tree();
    if (tree.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "The entry `" + start.entryId() + "` has errors, so that it can't run.",
              "Its page lists them; read it as an article meanwhile."));
    }
    Map<String, String> parameters = new HashMap<>();
    Optional<Scenario> scenario = Optional.empty();
    if (start.scenario().isPresent()) {
      scenario =
          entry.orElseThrow().scenarios().stream()
              .filter(known -> known.name().equals(start.scenario().orElseThrow()))
              .findFirst();
      if (scenario.isEmpty()) {
        return Result.refused(
            Problem.notFound(
                "The entry `%s` has no scenario `%s`."
                    .formatted(start.entryId(), start.scenario().orElseThrow()),
                "Choose one that its page lists."));
      }
      parameters.putAll(scenario.orElseThrow().parameters());
    }
    parameters.putAll(start.parameters());
    return begin(tree.orElseThrow(), parameters, start, scenario.flatMap(scenarios::pin));
  }

  private Result<PreparedRun> begin(
      Tree tree, Map<String, String> parameters, StartRun start, Optional<PinnedScenario> files) {
    if (start.at().filter(step -> tree.node(step).isEmpty()).isPresent()) {
      return Result.refused(
          Problem.notFound(
              "The entry `%s` has no step `%s`."
                  .formatted(start.entryId(), start.at().orElseThrow()),
              "Choose one of its steps, or leave it out to begin at the first."));
    }
    Reaction reaction = new RunMachine(tree).start(parameters, start.scenario(), start.at());
    if (reaction instanceof Reaction.Refused refused) {
      return Result.refused(Refusals.problem(refused));
    }
    Reaction.Accepted accepted = onFiles((Reaction.Accepted) reaction, files);
    return Result.done(
        new PreparedRun(
            tree,
            start.scenario(),
            files,
            accepted,
            IncidentHeads.of(
                new RecordedRun(1, tree, accepted.state(), List.of()),
                clock.instant().truncatedTo(ChronoUnit.MICROS))));
  }

  /** The machine knows nothing of files; the log says which ones a run walks on. */
  private static Reaction.Accepted onFiles(
      Reaction.Accepted beginning, Optional<PinnedScenario> files) {
    if (files.isEmpty()) {
      return beginning;
    }
    List<RunEvent> events = new ArrayList<>(beginning.events());
    events.set(0, ((RunEvent.Started) events.get(0)).onFiles(files.orElseThrow().hash()));
    return new Reaction.Accepted(events, beginning.state());
  }

  /**
   * The next run where a branch has led into another entry; empty if something is missing for it.
   */
  Optional<PreparedRun> continuation(LoadedRun run) {
    return run.events().stream()
        .flatMap(event -> event.event().destination().stream())
        .filter(Destination.OtherEntry.class::isInstance)
        .map(Destination.OtherEntry.class::cast)
        .reduce((first, second) -> second)
        .flatMap(
            destination ->
                prepare(startOf(run, destination)) instanceof Result.Done<PreparedRun> done
                    ? Optional.of(done.value())
                    : Optional.empty());
  }

  private StartRun startOf(LoadedRun run, Destination.OtherEntry destination) {
    Optional<CompiledEntry> entry = catalog.entry(destination.entryId());
    Map<String, String> parameters = new HashMap<>();
    entry
        .flatMap(CompiledEntry::entry)
        .ifPresent(
            other ->
                other.frontMatter().parameters().stream()
                    .filter(wanted -> run.state().parameters().containsKey(wanted.name()))
                    .forEach(
                        wanted ->
                            parameters.put(
                                wanted.name(),
                                ParameterTexts.of(run.state().parameters().get(wanted.name())))));
    Optional<String> scenario =
        run.row()
            .scenario()
            .filter(
                name ->
                    entry.stream()
                        .flatMap(other -> other.scenarios().stream())
                        .anyMatch(known -> known.name().equals(name)));
    return new StartRun(destination.entryId(), parameters, scenario, destination.step());
  }
}
