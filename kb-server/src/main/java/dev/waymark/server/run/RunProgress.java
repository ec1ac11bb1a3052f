package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.problem.Result;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes runs on: appends what a walker did, and goes on by itself where an answer comes, a time is
 * due, or a run waits though nobody works for it.
 */
@ApplicationScoped
class RunProgress {
  private final RunStore runs;
  private final RunLoader loader;
  private final RunRecorder recorder;
  private final RunViews views;
  private final AnswerSources sources;
  private final LiveRuns live;
  private final AskAgainTimer timer;
  private final Event<RunAdvanced> advances;
  private final Clock clock;

  RunProgress(
      RunStore runs,
      RunLoader loader,
      RunRecorder recorder,
      RunViews views,
      AnswerSources sources,
      LiveRuns live,
      AskAgainTimer timer,
      Event<RunAdvanced> advances,
      Clock clock) {
    this.runs = runs;
    this.loader = loader;
    this.recorder = recorder;
    this.views = views;
    this.sources = sources;
    this.live = live;
    this.timer = timer;
    this.advances = advances;
    this.clock = clock;
  }

  Walker walker(LoadedRun run) {
    return new Walker(run.tree(), run.state(), answers(run), now());
  }

  private Function<Request.Ask, Optional<Answer>> answers(LoadedRun run) {
    return sources.of(run.row());
  }

  /**
   * Records what a walker did from where a run stands, and asks for what comes next. Empty if
   * somebody has moved the run meanwhile.
   */
  Optional<LoadedRun> append(LoadedRun run, Walker walker, Optional<InputKey> key) {
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
    moved.ifPresent(written -> advances.fire(new RunAdvanced(views.view(written))));
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
      append(run, walker, Optional.empty());
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
    return append(run, walker, Optional.empty()).isPresent();
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
      append(run, walker, Optional.empty());
    }
  }

  /** What the store keeps of a time: whole microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
