package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.runbooks.record.Gap;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.lesson.LessonStore.Wanted;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunAdvanced;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Lessons: written in reviews, or planted by a word about a step while it was walked and by an end
 * that no entry covered.
 */
@ApplicationScoped
public class Lessons {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_FIELD = 60_000;
  private static final int MOST = 500;

  /** Longer files aren't read as entries. */
  private static final int LONGEST_ENTRY = 256 * 1024;

  private final LessonStore store;
  private final RunViews runs;
  private final KeyedAdds adds;
  private final Clock clock;

  Lessons(LessonStore store, RunViews runs, KeyedAdds adds, Clock clock) {
    this.store = store;
    this.runs = runs;
    this.adds = adds;
    this.clock = clock;
  }

  /** Newest first, at most 500. */
  public List<Lesson> list(Optional<LessonState> state) {
    return store.list(new Wanted(Optional.empty(), Optional.empty(), state), MOST);
  }

  /** What was learned at an entry's steps, newest first. */
  public List<Lesson> ofEntry(String entryId) {
    return store.list(Wanted.ofEntry(entryId), MOST);
  }

  /** What was learned in an incident, newest first; what was said during its runs included. */
  public List<Lesson> ofIncident(long incident) {
    return store.list(Wanted.ofIncident(incident), MOST);
  }

  /** Plants what feedback and the end say, in the transaction that records them. */
  void plant(@Observes RunAdvanced advanced) {
    plant(advanced.run());
  }

  /** Plants what was said while lessons were planted by looking at them. */
  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.soon(
        "plant-lessons",
        () ->
            store.unplanted().forEach(incident -> runs.ofIncident(incident).forEach(this::plant)));
  }

  public Result<Lesson> find(long id) {
    return store
        .find(id)
        .map(Result::done)
        .orElseGet(
            () ->
                Result.refused(
                    Problem.notFound(
                        "There is no lesson " + id + ".", "Look for it in the list of lessons.")));
  }

  /** A lesson as somebody has seen it; refused if it was changed since. */
  public Result<Lesson> find(long id, int revision) {
    Result<Lesson> found = find(id);
    return found instanceof Result.Done<Lesson> done && done.value().revision() != revision
        ? Result.refused(changed(done.value()))
        : found;
  }

  /**
   * Writes a lesson down at the place where it was learned.
   *
   * @param key idempotency key: a repeat returns the lesson that the first one wrote
   */
  @Transactional
  public Result<Lesson> add(long incident, NewLesson lesson, Actor actor, Optional<String> key) {
    Result<Long> added =
        adds.once(
            "incident/" + incident + "/lessons",
            actor,
            key,
            actor + " " + lesson,
            () -> add(incident, lesson, actor));
    return added.then(this::find);
  }

  private Result<Long> add(long incident, NewLesson lesson, Actor actor) {
    Optional<Problem> bad = PlainText.missing("lesson", lesson.text(), LONGEST);
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    Optional<RunView> run =
        runs.ofIncident(incident).stream().filter(one -> one.ordinal() == lesson.run()).findFirst();
    Optional<Visit> visit = run.flatMap(one -> one.state().visit(lesson.visit()));
    if (visit.isEmpty()) {
      return Result.refused(
          Problem.invalid(
              "Incident %d has no step %d in its run %d."
                  .formatted(incident, lesson.visit(), lesson.run()),
              "Choose the step at which it was learned."));
    }
    if (lesson
        .branch()
        .filter(row -> row >= rows(run.orElseThrow(), visit.orElseThrow()))
        .isPresent()) {
      return Result.refused(
          Problem.invalid("The step has no such row.", "Choose one of its rows, or none."));
    }
    return Result.done(
        store
            .create(
                stored(run.orElseThrow(), visit.orElseThrow(), lesson, Optional.empty()),
                actor.name(),
                now())
            .orElseThrow());
  }

  /**
   * Writes what is learned and what is to be changed. What somebody has made of the entry's text
   * stays.
   *
   * @param revision the one that the writer has seen
   */
  public Result<Lesson> write(long id, int revision, LessonContent content, Actor actor) {
    Optional<Problem> bad =
        PlainText.missing("lesson", content.text(), LONGEST)
            .or(
                () ->
                    content.change().entrySet().stream()
                        .map(
                            field ->
                                PlainText.problem(
                                    "field " + field.getKey(), field.getValue(), LONGEST_FIELD))
                        .flatMap(Optional::stream)
                        .findFirst());
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    return written(
        store.write(
            id,
            revision,
            content.kind(),
            content.text().strip(),
            content.change(),
            actor.name(),
            now()),
        id,
        revision);
  }

  /**
   * Keeps what somebody has made of the entry's text, or drops it.
   *
   * @param revision the one that the writer has seen
   */
  Result<Lesson> edit(long id, int revision, Optional<Lesson.Edited> edited, Actor actor) {
    return edited
        .flatMap(made -> PlainText.problem("entry’s text", made.text(), LONGEST_ENTRY))
        .<Result<Lesson>>map(Result::refused)
        .orElseGet(
            () -> written(store.edit(id, revision, edited, actor.name(), now()), id, revision));
  }

  /** Says that a lesson doesn't go into the entry. */
  public Result<Lesson> reject(long id, String reason, Actor actor) {
    return PlainText.missing("reason", reason, LONGEST)
        .<Result<Lesson>>map(Result::refused)
        .orElseGet(
            () ->
                after(
                    store.decide(
                        id, LessonState.REJECTED, Optional.of(reason.strip()), actor.name(), now()),
                    id,
                    "settled"));
  }

  /** Takes back that a lesson was rejected. */
  public Result<Lesson> reopen(long id, Actor actor) {
    return after(store.reopen(id, actor.name(), now()), id, "not rejected");
  }

  private Result<Lesson> written(boolean done, long id, int revision) {
    Result<Lesson> lesson = done ? find(id) : find(id, revision);
    return done || lesson instanceof Result.Refused<Lesson>
        ? lesson
        : Result.refused(settled(lesson.orThrow()));
  }

  private static Problem changed(Lesson lesson) {
    return lesson.state().isSettled()
        ? settled(lesson)
        : Problem.conflict(
            "%s has written or proposed lesson %d meanwhile."
                .formatted(lesson.updatedBy(), lesson.id()),
            "Compare it with what you wrote, and send it again.");
  }

  private static Problem settled(Lesson lesson) {
    return Problem.conflict(
        "Lesson %d is %s.".formatted(lesson.id(), lesson.state().label()),
        "Look at how it stands now.");
  }

  private Result<Lesson> after(boolean done, long id, String otherwise) {
    Result<Lesson> lesson = find(id);
    return done || lesson instanceof Result.Refused<Lesson>
        ? lesson
        : Result.refused(
            Problem.conflict(
                "Lesson %d is %s.".formatted(id, otherwise), "Look at how it stands now."));
  }

  private void plant(RunView run) {
    RunFacts facts = RunFacts.of(run.recorded());
    // A drill's scenario says how it ends, also where nothing is known.
    facts.gap().filter(gap -> run.started().scenario().isEmpty()).ifPresent(gap -> plant(run, gap));
    for (StepComment comment : facts.comments()) {
      said(comment)
          .ifPresent(
              lesson ->
                  store.create(
                      stored(
                          run,
                          run.state().visit(lesson.visit()).orElseThrow(),
                          lesson,
                          Optional.of(comment.sequence())),
                      comment.by().name(),
                      comment.when()));
    }
  }

  private void plant(RunView run, Gap gap) {
    NewLesson lesson =
        new NewLesson(
            gap.at().run(),
            gap.at().visit(),
            LessonKind.MISSING_CAUSE,
            Optional.empty(),
            gap.reason().orElse("No cause of the entry fits."));
    store.create(
        stored(
            run,
            run.state().visit(lesson.visit()).orElseThrow(),
            lesson,
            Optional.of(gap.sequence())),
        gap.by().name(),
        gap.when());
  }

  private static Optional<NewLesson> said(StepComment comment) {
    return switch (comment.kind()) {
      case MISLED -> Optional.of(said(comment, LessonKind.MISLEADING_TEXT, "This step misled."));
      case MISSING ->
          Optional.of(said(comment, LessonKind.MISSING_STEP, "Something is missing here."));
      case NOTE, HAND_OVER, HELPED -> Optional.empty();
    };
  }

  private static NewLesson said(StepComment comment, LessonKind kind, String otherwise) {
    return new NewLesson(
        comment.at().run(),
        comment.at().visit(),
        kind,
        Optional.empty(),
        comment.text().isBlank() ? otherwise : comment.text());
  }

  private static LessonStore.NewLesson stored(
      RunView run, Visit visit, NewLesson lesson, Optional<Integer> planted) {
    return new LessonStore.NewLesson(
        run.incident(),
        run.id(),
        visit.number(),
        lesson.kind(),
        new Lesson.Place(
            run.started().entryId(), run.started().entryHash(), visit.node(), lesson.branch()),
        lesson.text().strip(),
        planted);
  }

  private static int rows(RunView run, Visit visit) {
    Optional<Node> node = run.tree().node(visit.node());
    return node.map(Node::options)
        .filter(options -> !options.isEmpty())
        .map(List::size)
        .or(() -> node.flatMap(Node::asks).map(CompiledCheck::branches).map(List::size))
        .orElse(0);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
