package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RecordedEvent;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.store.LessonStore;
import dev.waymark.server.store.LessonStore.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lessons: written in reviews, or planted by a word about a step while it was walked. */
@ApplicationScoped
public class Lessons {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_FIELD = 60_000;
  private static final int MOST = 500;

  private final LessonStore store;
  private final RunService runs;
  private final Clock clock;

  Lessons(LessonStore store, RunService runs, Clock clock) {
    this.store = store;
    this.runs = runs;
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
    runs.ofIncident(incident).forEach(this::plant);
    return store.list(Wanted.ofIncident(incident), MOST);
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

  /** Writes a lesson down at the place where it was learned. */
  public Result<Lesson> add(long incident, NewLesson lesson, Actor actor) {
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
    return find(
        store
            .create(
                stored(run.orElseThrow(), visit.orElseThrow(), lesson, Optional.empty()),
                actor.name(),
                now())
            .orElseThrow());
  }

  /**
   * Writes what is learned and what is to be changed.
   *
   * @param change by the names of the fields
   * @param edited the entry's whole text, where somebody has edited what the fields gave
   */
  public Result<Lesson> write(
      long id,
      LessonKind kind,
      String text,
      Map<String, String> change,
      Optional<String> edited,
      Actor actor) {
    Optional<Problem> bad =
        PlainText.missing("lesson", text, LONGEST)
            .or(
                () ->
                    change.entrySet().stream()
                        .map(
                            field ->
                                PlainText.problem(
                                    "field " + field.getKey(), field.getValue(), LONGEST_FIELD))
                        .flatMap(Optional::stream)
                        .findFirst());
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    return after(
        store.write(id, kind, text.strip(), change, edited, actor.name(), now()), id, "settled");
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

  private Result<Lesson> after(boolean done, long id, String otherwise) {
    Result<Lesson> lesson = find(id);
    return done || lesson instanceof Result.Refused<Lesson>
        ? lesson
        : Result.refused(
            Problem.conflict(
                "Lesson %d is %s.".formatted(id, otherwise), "Look at how it stands now."));
  }

  private void plant(RunView run) {
    for (RecordedEvent recorded : run.events()) {
      if (recorded.event() instanceof RunEvent.FeedbackGiven given
          && given.feedback() != RunEvent.Feedback.HELPED) {
        run.state()
            .visit(given.visit())
            .ifPresent(
                visit ->
                    store.create(
                        stored(run, visit, said(run, given), Optional.of(recorded.sequence())),
                        recorded.actor().name(),
                        recorded.at()));
      }
    }
  }

  private static NewLesson said(RunView run, RunEvent.FeedbackGiven given) {
    boolean misled = given.feedback() == RunEvent.Feedback.MISLED;
    String fallback = misled ? "This step misled." : "Something is missing here.";
    return new NewLesson(
        run.ordinal(),
        given.visit(),
        misled ? LessonKind.MISLEADING_TEXT : LessonKind.MISSING_STEP,
        Optional.empty(),
        given.text().isBlank() ? fallback : given.text());
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
    return node.filter(Node.QuestionNode.class::isInstance)
        .map(question -> ((Node.QuestionNode) question).options().size())
        .or(() -> node.flatMap(Node::asks).map(CompiledCheck::branches).map(List::size))
        .orElse(0);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
