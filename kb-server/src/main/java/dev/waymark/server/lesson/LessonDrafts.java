package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.write.Anonymiser;
import dev.waymark.runbooks.write.Change;
import dev.waymark.runbooks.write.Draft;
import dev.waymark.runbooks.write.EntryWriter;
import dev.waymark.runbooks.write.IncidentRecord;
import dev.waymark.runbooks.write.IncidentText;
import dev.waymark.runbooks.write.NewScenario;
import dev.waymark.runbooks.write.ScenarioWriter;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.runbooks.write.WriteResult;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentText;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.Reviews;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Drafts what lessons would change in the content, and tries it out. */
@ApplicationScoped
public class LessonDrafts {
  private static final Pattern FENCE = Pattern.compile("```\\w*\\R(.*?)```", Pattern.DOTALL);

  private final Lessons lessons;
  private final FollowUps followUps;
  private final Reviews reviews;
  private final Incidents incidents;
  private final RunViews runs;
  private final Catalog catalog;
  private final Content content;
  private final Clock clock;

  LessonDrafts(
      Lessons lessons,
      FollowUps followUps,
      Reviews reviews,
      Incidents incidents,
      RunViews runs,
      Catalog catalog,
      Content content,
      Clock clock) {
    this.lessons = lessons;
    this.followUps = followUps;
    this.reviews = reviews;
    this.incidents = incidents;
    this.runs = runs;
    this.catalog = catalog;
    this.content = content;
    this.clock = clock;
  }

  /**
   * What a lesson would change, with the issues and the walks of what would come of it.
   *
   * @param anonymous whether the record of the incident names nobody
   */
  public Result<LessonDraft> draft(Lesson lesson, boolean anonymous) {
    Optional<CompiledEntry> served = catalog.entry(lesson.place().entryId());
    Optional<RunView> run = runs.findReplayable(lesson.run());
    if (served.isEmpty() || run.isEmpty()) {
      return Result.refused(notServed(lesson));
    }
    return reviews
        .of(lesson.incident())
        .map(
            reviewed ->
                draft(lesson, served.orElseThrow(), run.orElseThrow(), reviewed, anonymous));
  }

  private LessonDraft draft(
      Lesson lesson,
      CompiledEntry served,
      RunView run,
      ReviewedIncident reviewed,
      boolean anonymous) {
    String path = served.source().path();
    Current current = current(served);
    List<TimelineItem> timeline = incidents.timeline(lesson.incident());
    Anonymiser anonymiser =
        anonymous ? IncidentRecords.hiding(reviewed, timeline) : Anonymiser.keepingNames();
    IncidentRecord record = record(lesson, reviewed, timeline);
    ChangeForm form =
        new ChangeForm(
            lesson, run.tree(), run.state().visit(lesson.visit()), ran(run, lesson.visit()));
    Outcome outcome = outcome(lesson, run, form, current, link(path, record));
    Map<String, String> files = new TreeMap<>();
    if (!outcome.text().equals(current.text())) {
      files.put(path, outcome.text());
    }
    files.put(record.file(), IncidentText.of(record, anonymiser));

    Trial trial = Trial.of(served, outcome.text(), clock);
    List<ScenarioWalk> walks = new ArrayList<>(trial.walks());
    List<String> toDo = new ArrayList<>(outcome.toDo());
    if (trial.runs()) {
      keepScenario(lesson, run, trial, anonymiser, files, walks, toDo);
    }
    return new LessonDraft(
        lesson,
        form.fields(),
        current.commit(),
        Sha256.of(current.text()),
        path,
        outcome.text(),
        TextDiff.of(current.text(), outcome.text()),
        files,
        outcome.unwritten(),
        trial.added(),
        walks,
        toDo);
  }

  /** The last query that a note at a step holds: what was really asked there. */
  private static Optional<String> ran(RunView run, int visit) {
    return RunFacts.of(run.recorded()).comments().stream()
        .filter(comment -> comment.kind() == StepComment.Kind.NOTE)
        .filter(note -> note.at().visit() == visit)
        .flatMap(note -> FENCE.matcher(note.text()).results())
        .map(fence -> fence.group(1).strip())
        .reduce((first, second) -> second);
  }

  private IncidentRecord record(
      Lesson lesson, ReviewedIncident reviewed, List<TimelineItem> timeline) {
    return IncidentRecords.of(
        reviewed,
        timeline,
        lessons.ofIncident(lesson.incident()),
        followUps.ofIncident(lesson.incident()),
        id -> catalog.entry(id).map(entry -> entry.source().path()));
  }

  /**
   * The text that a change is made from.
   *
   * @param commit at which it was read; absent if the content isn't a repository, or no longer has
   *     the entry
   */
  private record Current(SourceFile file, Optional<String> commit, Optional<Problem> trouble) {
    String text() {
      return file.text();
    }
  }

  private Current current(CompiledEntry served) {
    String path = served.source().path();
    Optional<ContentText> newest = content.read(path);
    Optional<Problem> trouble =
        content.writable() && newest.isEmpty()
            ? Optional.of(
                Problem.conflict(
                    "The newest commit has no file `" + path + "`.",
                    "Somebody has moved or deleted it. Bring it back, or reject the lesson."))
            : Optional.empty();
    return new Current(
        new SourceFile(path, newest.map(ContentText::text).orElse(served.source().text())),
        newest.map(ContentText::commit),
        trouble);
  }

  /** The text as it would be, or why it stays as it is. */
  private record Outcome(String text, Optional<Problem> unwritten, List<String> toDo) {
    static Outcome unwritten(Current current, Problem why) {
      return new Outcome(current.text(), Optional.of(why), List.of());
    }
  }

  private Outcome outcome(
      Lesson lesson, RunView run, ChangeForm form, Current current, Draft.Target record) {
    if (current.trouble().isPresent()) {
      return Outcome.unwritten(current, current.trouble().orElseThrow());
    }
    if (lesson.edited().isPresent()) {
      Lesson.Edited edited = lesson.edited().orElseThrow();
      return edited.base().equals(Sha256.of(current.text()))
          ? new Outcome(edited.text(), Optional.empty(), List.of())
          : Outcome.unwritten(
              current,
              Problem.conflict(
                  "The entry has changed since its text was edited for this lesson.",
                  "Go back to the draft, and edit it again; what was edited is shown below."));
    }
    Change line =
        new Change.AppendLesson(
            LocalDate.ofInstant(lesson.createdAt(), ZoneOffset.UTC),
            lesson.text(),
            record,
            lesson.place().node());
    Result<List<Change>> changes = form.changes();
    if (changes instanceof Result.Refused<List<Change>> refused) {
      return written(run, current, List.of(line), Optional.of(refused.problem()));
    }
    List<Change> all = new ArrayList<>(changes.orThrow());
    all.add(line);
    return written(run, current, all, Optional.empty());
  }

  private static Outcome written(
      RunView run, Current current, List<Change> changes, Optional<Problem> unwritten) {
    return switch (EntryWriter.write(run.tree().entry().source(), current.file(), changes)) {
      case WriteResult.Changed changed -> new Outcome(changed.text(), unwritten, changed.toDo());
      case WriteResult.Unchanged() -> new Outcome(current.text(), unwritten, List.of());
      case WriteResult.Refused(String message, String hint) ->
          Outcome.unwritten(current, Problem.conflict(message, hint));
    };
  }

  /** A drill's scenario isn't taken for the one that it was walked on, nor for a real incident. */
  private static String title(Incident incident) {
    return incident
        .scenario()
        .map(walked -> "%s (drill %d on %s)".formatted(incident.title(), incident.number(), walked))
        .orElse(incident.title());
  }

  /** The scenario goes along only if it passes, so that it can't fail from then on. */
  private void keepScenario(
      Lesson lesson,
      RunView run,
      Trial trial,
      Anonymiser anonymiser,
      Map<String, String> files,
      List<ScenarioWalk> walks,
      List<String> toDo) {
    String name = "incident-" + lesson.incident();
    NewScenario scenario =
        ScenarioWriter.write(
            name,
            incidents.find(lesson.incident()).map(LessonDrafts::title).orElse(name),
            run.tree(),
            run.state(),
            anonymiser);
    Optional<ScenarioWalk> walked = trial.walk(scenario);
    if (walked.filter(ScenarioWalk::passed).isPresent()) {
      walks.removeIf(walk -> walk.scenario().name().equals(name));
      walks.add(walked.orElseThrow());
      String folder = trial.path().replaceAll("\\.md$", ".scenarios/") + name + "/";
      scenario.files().forEach((file, text) -> files.put(folder + file, text));
      return;
    }
    toDo.add(
        "This incident doesn't become a scenario of the entry: "
            + walked
                .flatMap(ScenarioWalk::difference)
                .map(ScenarioWalk.Difference::message)
                .or(() -> scenario.toDo().stream().findFirst())
                .orElse("its record can't be read as one")
            + ".");
  }

  private static Draft.Target link(String path, IncidentRecord record) {
    String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
    return new Draft.Target("incident " + record.number(), up + record.file());
  }

  /**
   * Takes what somebody has made of the entry's text instead of what the fields give, or goes back
   * to the fields. Refused if the entry isn't any more what it was made of.
   *
   * @param revision of the lesson, as the writer has seen it
   */
  public Result<Lesson> edit(
      Lesson lesson, int revision, Optional<Lesson.Edited> edited, Actor actor) {
    Optional<CompiledEntry> served = catalog.entry(lesson.place().entryId());
    if (served.isEmpty()) {
      return Result.refused(notServed(lesson));
    }
    String now = Sha256.of(current(served.orElseThrow()).text());
    return edited.isPresent() && !edited.orElseThrow().base().equals(now)
        ? Result.refused(
            Problem.conflict(
                "The entry has changed since you began to edit it.",
                "Keep a copy of your changes, open the lesson afresh, and make them on the newest"
                    + " text."))
        : lessons.edit(lesson.id(), revision, edited, actor);
  }

  private static Problem notServed(Lesson lesson) {
    return Problem.conflict(
        "The entry `" + lesson.place().entryId() + "` isn't served any more.",
        "Bring it back, or reject the lesson.");
  }
}
