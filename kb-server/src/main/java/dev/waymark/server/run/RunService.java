package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.database.SingleFlight;
import dev.waymark.server.entry.EntryVersions;
import dev.waymark.server.entry.ScenarioVersions;
import dev.waymark.server.entry.ScenarioVersions.PinnedScenario;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.KeyedInputStore;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunRecorder.InputKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Drives runs: every input is one transaction. Decided on what is remembered of the run where that
 * is still its head, and else on what is read of it under a lock.
 */
@ApplicationScoped
public class RunService {
  private final RunStore runs;
  private final KeyedInputStore keys;
  private final RunLoader loader;
  private final RunViews views;
  private final RunPreparation preparation;
  private final RunProgress progress;
  private final EntryVersions versions;
  private final ScenarioVersions scenarios;
  private final AnswerSources sources;
  private final SingleFlight<List<Object>, Result<RunView>> flights = new SingleFlight<>();

  RunService(
      RunStore runs,
      KeyedInputStore keys,
      RunLoader loader,
      RunViews views,
      RunPreparation preparation,
      RunProgress progress,
      EntryVersions versions,
      ScenarioVersions scenarios,
      AnswerSources sources) {
    this.runs = runs;
    this.keys = keys;
    this.loader = loader;
    this.views = views;
    this.preparation = preparation;
    this.progress = progress;
    this.versions = versions;
    this.scenarios = scenarios;
    this.sources = sources;
  }

  /**
   * Gives an input to a run.
   *
   * @param key idempotency key: a repeat returns the first outcome, and is refused if the input is
   *     another
   * @return the run right after the input, also if a key brought an old outcome back
   */
  public Result<RunView> submit(UUID run, RunInput input, Actor actor, Optional<String> key) {
    return submit(run, List.of(input), actor, key);
  }

  /** Gives inputs one after the other; all of them are recorded, or none. */
  public Result<RunView> submit(
      UUID run, List<RunInput> inputs, Actor actor, Optional<String> key) {
    return submit(run, new Submission(inputs, false), actor, key);
  }

  /**
   * Gives an input, and goes on from there by itself as far as evidence decides, where answers are
   * there at once.
   */
  public Result<RunView> submitAndWalkOn(
      UUID run, RunInput input, Actor actor, Optional<String> key) {
    return submit(run, new Submission(List.of(input), true), actor, key);
  }

  /** Records a prepared run in the transaction that is under way. */
  public RunView record(PreparedRun prepared, long incident, Actor actor) {
    int ordinal = runs.ofIncident(incident).size() + 1;
    Tree tree = prepared.tree();
    Instant now = progress.now();
    versions.keep(tree);
    prepared.files().ifPresent(files -> scenarios.keep(files, tree.entry().id()));
    RunRow row =
        new RunRow(
            UUID.randomUUID(),
            incident,
            ordinal,
            tree.entry().id(),
            tree.entry().hash(),
            prepared.scenario(),
            prepared.files().map(PinnedScenario::hash),
            now,
            0,
            EventChain.START);
    runs.create(row);
    RunState begun = prepared.beginning().state();
    Walker walker = new Walker(tree, begun, sources.of(row), now);
    walker.take(prepared.beginning(), actor);
    walker.answerAll();
    return views.view(append(new LoadedRun(row, tree, List.of(), begun), walker, Optional.empty()));
  }

  private Result<RunView> submit(
      UUID run, Submission submission, Actor actor, Optional<String> key) {
    if (key.filter(text -> text.isBlank() || text.length() > 200).isPresent()) {
      return Result.refused(
          Problem.invalid("The idempotency key is empty or too long.", "Send a UUID."));
    }
    Optional<InputKey> input =
        key.map(
            text ->
                new InputKey(
                    KeyedInputStore.scope(run.toString(), actor),
                    text,
                    Sha256.of(actor + " " + submission.identity())));
    return input
        .map(
            once ->
                flights.call(List.of(run, once), () -> submitOnce(run, submission, actor, input)))
        .orElseGet(() -> submitOnce(run, submission, actor, input));
  }

  private Result<RunView> submitOnce(
      UUID run, Submission submission, Actor actor, Optional<InputKey> input) {
    return loader
        .known(run)
        .flatMap(seen -> submitUnlocked(seen, submission, actor, input))
        .orElseGet(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> submitLocked(run, submission, actor, input)));
  }

  /**
   * Decides on the run as it was last seen here and records that in one statement, which comes to
   * nothing if the run has moved on since. Empty wherever there is more to it than that.
   */
  private Optional<Result<RunView>> submitUnlocked(
      LoadedRun seen, Submission submission, Actor actor, Optional<InputKey> key) {
    Walker walker = progress.walker(seen);
    for (RunInput input : submission.inputs()) {
      if (walker.give(input, actor).isPresent()) {
        return Optional.empty();
      }
    }
    submission.finish(walker);
    if (goesOnElsewhere(walker.state())) {
      return Optional.empty();
    }
    return progress.append(seen, walker, key).map(run -> Result.done(views.view(run)));
  }

  private Result<RunView> submitLocked(
      UUID run, Submission submission, Actor actor, Optional<InputKey> key) {
    Optional<RunRow> row = runs.lock(run);
    if (row.isEmpty()) {
      return Result.refused(unknown(run));
    }
    Result<LoadedRun> loading = loader.load(row.orElseThrow());
    if (loading instanceof Result.Refused<LoadedRun> refused) {
      return Result.refused(refused.problem());
    }
    LoadedRun loaded = loading.orThrow();
    Optional<KeyedInput> earlier = key.flatMap(used -> keys.find(used.scope(), used.text()));
    if (earlier.isPresent()) {
      return repeat(loaded, earlier.orElseThrow(), key.orElseThrow().inputHash());
    }
    Walker walker = progress.walker(loaded);
    for (RunInput input : submission.inputs()) {
      Optional<Reaction.Refused> refused = walker.give(input, actor);
      if (refused.isPresent()) {
        return Result.refused(Refusals.problem(refused.orElseThrow()));
      }
    }
    submission.finish(walker);
    LoadedRun moved = append(loaded, walker, key);
    goOnElsewhere(moved, actor);
    return Result.done(views.view(moved));
  }

  /** Records what a walker did from the head of a run that is locked or new. */
  private LoadedRun append(LoadedRun run, Walker walker, Optional<InputKey> key) {
    return progress.append(run, walker, key).orElseThrow();
  }

  private Result<RunView> repeat(LoadedRun run, KeyedInput earlier, String inputHash) {
    return earlier.inputHash().equals(inputHash)
        ? Result.done(views.view(loader.upTo(run, (int) earlier.outcome())))
        : Result.refused(
            Problem.conflict(
                "This idempotency key came with another input before.",
                "Use a new key for each input."));
  }

  /**
   * Starts the next run where a branch has led into another entry and nothing is missing for it.
   */
  private void goOnElsewhere(LoadedRun run, Actor actor) {
    if (goesOnElsewhere(run.state())) {
      preparation
          .continuation(run)
          .ifPresent(prepared -> record(prepared, run.row().incident(), actor));
    }
  }

  private static boolean goesOnElsewhere(RunState state) {
    return state.outcome().filter(outcome -> outcome == Outcome.CONTINUED).isPresent();
  }

  private static Problem unknown(UUID run) {
    return Problem.notFound("There is no run " + run + ".", "Open it from its incident.");
  }

  /**
   * What is given at once.
   *
   * @param walksOn whether the run then goes on by itself as far as evidence decides
   */
  private record Submission(List<RunInput> inputs, boolean walksOn) {
    Submission {
      inputs = List.copyOf(inputs);
    }

    /** What a repeat with the same idempotency key has to be equal in. */
    String identity() {
      return walksOn ? inputs + " and on" : inputs.toString();
    }

    void finish(Walker walker) {
      walker.answerAll();
      if (walksOn) {
        walker.walkOn();
      }
    }
  }
}
