package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.runbooks.run.ParameterTexts;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.database.SingleFlight;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryVersions;
import dev.waymark.server.entry.ScenarioVersions;
import dev.waymark.server.entry.ScenarioVersions.PinnedScenario;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.KeyedInputStore;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.IncidentRuns.Unreplayable;
import dev.waymark.server.run.LiveRuns.Awaited;
import dev.waymark.server.run.RunRecorder.Deed;
import dev.waymark.server.run.RunRecorder.InputKey;
import dev.waymark.server.run.RunStore.Waiting;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Drives runs: every input is one transaction. Decided on what is remembered of the run where that
 * is still its head, and else on what is read of it under a lock.
 */
@ApplicationScoped
public class RunService {
  private final RunStore runs;
  private final KeyedInputStore keys;
  private final RunLoader loader;
  private final RunRecorder recorder;
  private final EntryVersions versions;
  private final ScenarioVersions scenarios;
  private final Catalog catalog;
  private final AnswerSources sources;
  private final LiveRuns live;
  private final AskAgainTimer timer;
  private final Event<RunAdvanced> advances;
  private final Clock clock;
  private final SingleFlight<List<Object>, Result<RunView>> flights = new SingleFlight<>();

  RunService(
      RunStore runs,
      KeyedInputStore keys,
      RunLoader loader,
      RunRecorder recorder,
      EntryVersions versions,
      ScenarioVersions scenarios,
      Catalog catalog,
      AnswerSources sources,
      LiveRuns live,
      AskAgainTimer timer,
      Event<RunAdvanced> advances,
      Clock clock) {
    this.runs = runs;
    this.keys = keys;
    this.loader = loader;
    this.recorder = recorder;
    this.versions = versions;
    this.scenarios = scenarios;
    this.catalog = catalog;
    this.sources = sources;
    this.live = live;
    this.timer = timer;
    this.advances = advances;
    this.clock = clock;
  }

  /**
   * A run as it stands.
   *
   * @throws dev.waymark.server.problem.ProblemException if the text that it walks doesn't give its
   *     tree any more
   */
  public Optional<RunView> find(UUID run) {
    return runs.find(run).map(row -> view(loader.load(row).orThrow()));
  }

  /** The runs of an incident that can be replayed, oldest first. */
  public List<RunView> ofIncident(long incident) {
    return all(incident).views();
  }

  /** All runs of an incident. */
  public IncidentRuns all(long incident) {
    List<RunView> views = new ArrayList<>();
    List<Unreplayable> unreplayable = new ArrayList<>();
    for (RunRow row : runs.ofIncident(incident)) {
      switch (loader.load(row)) {
        case Result.Done<LoadedRun> loaded -> views.add(view(loaded.value()));
        case Result.Refused<LoadedRun> refused ->
            unreplayable.add(new Unreplayable(row.ordinal(), row.entryId(), refused.problem()));
      }
    }
    return new IncidentRuns(views, unreplayable);
  }

  /**
   * Every run of an incident as its log has it, oldest first, whether it can be replayed or not.
   */
  public List<RunLog> logs(long incident) {
    return runs.ofIncident(incident).stream().map(loader::log).toList();
  }

  /** A run by its id, if there is one that can be replayed. */
  public Optional<RunView> findReplayable(UUID run) {
    return runs.find(run)
        .flatMap(
            row ->
                loader.load(row) instanceof Result.Done<LoadedRun> loaded
                    ? Optional.of(view(loaded.value()))
                    : Optional.empty());
  }

  /**
   * Where an incident is now.
   *
   * @throws dev.waymark.server.problem.ProblemException if its last run can't be replayed
   */
  public Optional<RunView> currentOf(long incident) {
    return runs.lastOf(incident).map(row -> view(loader.load(row).orThrow()));
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
            IncidentHeads.of(new RecordedRun(1, tree, accepted.state(), List.of()), now())));
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

  /** Records a prepared run in the transaction that is under way. */
  public RunView record(PreparedRun prepared, long incident, Actor actor) {
    int ordinal = runs.ofIncident(incident).size() + 1;
    Tree tree = prepared.tree();
    Instant now = now();
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
    return view(append(new LoadedRun(row, tree, List.of(), begun), walker, Optional.empty()));
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
    Walker walker = walker(seen);
    for (RunInput input : submission.inputs()) {
      if (walker.give(input, actor).isPresent()) {
        return Optional.empty();
      }
    }
    submission.finish(walker);
    if (goesOnElsewhere(walker.state())) {
      return Optional.empty();
    }
    return tryAppend(seen, walker, key).map(run -> Result.done(view(run)));
  }

  private Optional<LoadedRun> tryAppend(LoadedRun run, Walker walker, Optional<InputKey> key) {
    Optional<LoadedRun> moved =
        walker.deeds().stream().map(Deed::event).anyMatch(RunAdvanced::isToldOf)
            ? QuarkusTransaction.joiningExisting().call(() -> appendAndTell(run, walker, key))
            : recorder.append(run, walker.deeds(), walker.state(), now(), key);
    moved.ifPresent(
        written -> {
          loader.remember(written);
          live.askAfterCommit(written, this::receive);
          timer.set(written, this::askAgain);
        });
    return moved;
  }

  private Optional<LoadedRun> appendAndTell(LoadedRun run, Walker walker, Optional<InputKey> key) {
    Optional<LoadedRun> moved = recorder.append(run, walker.deeds(), walker.state(), now(), key);
    moved.ifPresent(written -> advances.fire(new RunAdvanced(view(written))));
    return moved;
  }

  /**
   * Goes on with runs that wait though nobody works for them: their server died, or the database
   * was away when their answer came. A query is answered or asked again, a time to ask again is
   * set.
   *
   * @param before a run that wasn't seen here may be another server's while its last event is newer
   */
  void resume(Instant before) {
    for (Waiting waiting : runs.waiting()) {
      RunRow row = waiting.run();
      if ((loader.known(row.id()).isPresent() || waiting.since().isBefore(before))
          && loader.load(row) instanceof Result.Done<LoadedRun> loaded) {
        resume(loaded.value());
      }
    }
  }

  private void resume(LoadedRun run) {
    timer.set(run, this::askAgain);
    Walker walker = walker(run);
    walker.answerAll();
    if (walker.deeds().isEmpty()) {
      live.askIfNobodyDid(run, this::receive);
    } else {
      tryAppend(run, walker, Optional.empty());
    }
  }

  /**
   * Takes in a live answer, unless the run doesn't wait for it any more: on what is remembered of
   * the run, and else on what is read of it.
   */
  private void receive(Awaited awaited, Answer answer) {
    boolean done =
        loader
            .known(awaited.run())
            .filter(awaited::isOf)
            .filter(run -> receive(run, awaited, answer))
            .isPresent();
    while (!done) {
      LoadedRun run = loader.load(runs.find(awaited.run()).orElseThrow()).orThrow();
      // Where somebody has written a note meanwhile, the answer comes after it.
      done = !awaited.isOf(run) || receive(run, awaited, answer);
    }
  }

  /**
   * Goes on from an answer as far as answers are known already, and records all of that at once.
   * False if somebody has moved the run meanwhile.
   */
  private boolean receive(LoadedRun run, Awaited awaited, Answer answer) {
    Walker walker =
        new Walker(
            run.tree(),
            run.state(),
            ask -> answers(run).apply(ask).or(() -> live.known(run.row().id(), ask)),
            now());
    if (walker.give(new RunInput.Receive(awaited.visit(), answer), Actor.ENGINE).isPresent()) {
      return true;
    }
    if (Walker.walksByItself(run.events())) {
      walker.walkOn();
    }
    return tryAppend(run, walker, Optional.empty()).isPresent();
  }

  /** Asks again what a run has waited for, unless somebody has moved it meanwhile. */
  private void askAgain(AskAgainTimer.Due due) {
    LoadedRun run = loader.load(runs.find(due.run()).orElseThrow()).orThrow();
    Walker walker = walker(run);
    var input = new RunInput.AskAgain(due.asking().visit());
    if (due.isOf(run) && walker.give(input, Actor.ENGINE).isEmpty()) {
      walker.answerAll();
      if (Walker.walksByItself(run.events())) {
        walker.walkOn();
      }
      tryAppend(run, walker, Optional.empty());
    }
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
    Walker walker = walker(loaded);
    for (RunInput input : submission.inputs()) {
      Optional<Reaction.Refused> refused = walker.give(input, actor);
      if (refused.isPresent()) {
        return Result.refused(Refusals.problem(refused.orElseThrow()));
      }
    }
    submission.finish(walker);
    LoadedRun moved = append(loaded, walker, key);
    goOnElsewhere(moved, actor);
    return Result.done(view(moved));
  }

  private Walker walker(LoadedRun run) {
    return new Walker(run.tree(), run.state(), answers(run), now());
  }

  private Function<Request.Ask, Optional<Answer>> answers(LoadedRun run) {
    return sources.of(run.row());
  }

  /** Records what a walker did from the head of a run that is locked or new. */
  private LoadedRun append(LoadedRun run, Walker walker, Optional<InputKey> key) {
    return tryAppend(run, walker, key).orElseThrow();
  }

  private Result<RunView> repeat(LoadedRun run, KeyedInput earlier, String inputHash) {
    return earlier.inputHash().equals(inputHash)
        ? Result.done(view(loader.upTo(run, (int) earlier.outcome())))
        : Result.refused(
            Problem.conflict(
                "This idempotency key came with another input before.",
                "Use a new key for each input."));
  }

  /**
   * Starts the next run where a branch has led into another entry and nothing is missing for it.
   */
  private void goOnElsewhere(LoadedRun run, Actor actor) {
    if (!goesOnElsewhere(run.state())) {
      return;
    }
    run.events().stream()
        .flatMap(event -> event.event().destination().stream())
        .filter(Destination.OtherEntry.class::isInstance)
        .map(Destination.OtherEntry.class::cast)
        .reduce((first, second) -> second)
        .map(destination -> continuation(run, destination))
        .flatMap(
            start ->
                prepare(start) instanceof Result.Done<PreparedRun> done
                    ? Optional.of(done.value())
                    : Optional.empty())
        .ifPresent(prepared -> record(prepared, run.row().incident(), actor));
  }

  private static boolean goesOnElsewhere(RunState state) {
    return state.outcome().filter(outcome -> outcome == Outcome.CONTINUED).isPresent();
  }

  private StartRun continuation(LoadedRun run, Destination.OtherEntry destination) {
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

  private RunView view(LoadedRun run) {
    Optional<CompiledEntry> served = catalog.entry(run.row().entryId());
    boolean newerText =
        served
            .flatMap(CompiledEntry::entry)
            .filter(entry -> !entry.hash().equals(run.row().entryHash()))
            .isPresent();
    return new RunView(
        run.row().id(),
        run.row().incident(),
        run.row().ordinal(),
        run.tree(),
        run.state(),
        run.events(),
        newerText,
        served.isEmpty());
  }

  /** What the store keeps of a time: whole microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
