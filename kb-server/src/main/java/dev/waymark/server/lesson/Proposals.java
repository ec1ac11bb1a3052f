package dev.waymark.server.lesson;

import dev.waymark.model.entry.LessonNote;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.runbooks.write.Anonymiser;
import dev.waymark.runbooks.write.Change;
import dev.waymark.runbooks.write.Draft;
import dev.waymark.runbooks.write.EntryWriter;
import dev.waymark.runbooks.write.IncidentRecord;
import dev.waymark.runbooks.write.IncidentText;
import dev.waymark.runbooks.write.ScenarioFiles;
import dev.waymark.runbooks.write.ScenarioWriter;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.runbooks.write.Written;
import dev.waymark.server.catalog.Catalog;
import dev.waymark.server.codec.Sha256;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentCommit;
import dev.waymark.server.content.Proposal;
import dev.waymark.server.content.Proposed;
import dev.waymark.server.forge.PullRequest;
import dev.waymark.server.forge.PullRequests;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.Reviews;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.store.LessonStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes changes of the content from lessons: drafts one, tries it out, puts it on a branch, and
 * sees whether the entry says it.
 */
@ApplicationScoped
public class Proposals {
  /** Under which a lesson keeps what the text was that somebody has edited. */
  private static final String EDITED_FROM = "edited-from";

  private static final int LONGEST_SUBJECT = 72;

  private final LessonStore store;
  private final Lessons lessons;
  private final FollowUps followUps;
  private final Reviews reviews;
  private final Incidents incidents;
  private final RunService runs;
  private final Catalog catalog;
  private final Content content;
  private final PullRequests pullRequests;
  private final LessonConfig config;
  private final Clock clock;

  Proposals(
      LessonStore store,
      Lessons lessons,
      FollowUps followUps,
      Reviews reviews,
      Incidents incidents,
      RunService runs,
      Catalog catalog,
      Content content,
      PullRequests pullRequests,
      LessonConfig config,
      Clock clock) {
    this.store = store;
    this.lessons = lessons;
    this.followUps = followUps;
    this.reviews = reviews;
    this.incidents = incidents;
    this.runs = runs;
    this.catalog = catalog;
    this.content = content;
    this.pullRequests = pullRequests;
    this.config = config;
    this.clock = clock;
  }

  /** Whether changes can be proposed at all. */
  public boolean isPossible() {
    return content.writable();
  }

  /** Whether a proposed change can be accepted here, since nobody else keeps the content. */
  public boolean isAcceptable() {
    return content.mergeable();
  }

  /**
   * What a lesson would change, with the issues and the walks of what would come of it.
   *
   * @param anonymous whether the record of the incident names nobody
   */
  public Result<LessonDraft> draft(Lesson lesson, boolean anonymous) {
    Optional<CompiledEntry> served = catalog.entry(lesson.place().entryId());
    Optional<RunView> run = runs.find(lesson.run());
    if (served.isEmpty() || run.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "The entry `" + lesson.place().entryId() + "` isn't served any more.",
              "Bring it back, or reject the lesson."));
    }
    Result<ReviewedIncident> reviewed = reviews.of(lesson.incident());
    if (reviewed instanceof Result.Refused<ReviewedIncident> refused) {
      return Result.refused(refused.problem());
    }
    return Result.done(
        draft(lesson, served.orElseThrow(), run.orElseThrow(), reviewed.orThrow(), anonymous));
  }

  private LessonDraft draft(
      Lesson lesson,
      CompiledEntry served,
      RunView run,
      ReviewedIncident reviewed,
      boolean anonymous) {
    String path = served.source().path();
    SourceFile current =
        new SourceFile(path, content.read(path).orElseGet(() -> served.source().text()));
    List<TimelineItem> timeline = incidents.timeline(lesson.incident());
    Anonymiser anonymiser =
        anonymous ? IncidentRecords.hiding(reviewed, timeline) : Anonymiser.keepingNames();
    IncidentRecord record =
        IncidentRecords.of(
            reviewed,
            timeline,
            lessons.ofIncident(lesson.incident()),
            followUps.ofIncident(lesson.incident()),
            id -> catalog.entry(id).map(entry -> entry.source().path()));

    ChangeForm form = form(lesson, run);
    Outcome outcome = outcome(lesson, run, form, current, link(path, record));
    Map<String, String> files = new TreeMap<>();
    if (!outcome.text().equals(current.text())) {
      files.put(path, outcome.text());
    }
    files.put(record.file(), IncidentText.of(record, anonymiser));

    CompiledEntry trial =
        Runbooks.compile(new SourceFile(path, outcome.text()), served.schemas(), today());
    List<ScenarioWalk> walks = new ArrayList<>();
    List<String> toDo = new ArrayList<>(outcome.toDo());
    if (trial.tree().isPresent()) {
      Tree tree = trial.tree().orElseThrow();
      served.scenarios().forEach(scenario -> walks.add(walk(tree, scenario, served)));
      keepScenario(lesson, run, tree, served, anonymiser, files, walks, toDo);
    }
    return new LessonDraft(
        lesson,
        form.fields(),
        path,
        outcome.text(),
        TextDiff.of(current.text(), outcome.text()),
        files,
        outcome.unwritten(),
        added(served, trial),
        walks,
        toDo);
  }

  private ChangeForm form(Lesson lesson, RunView run) {
    Optional<Visit> visit = run.state().visit(lesson.visit());
    return new ChangeForm(lesson, run.tree(), visit);
  }

  /** The text as it would be, or why it stays as it is. */
  private record Outcome(String text, Optional<Problem> unwritten, List<String> toDo) {}

  private Outcome outcome(
      Lesson lesson, RunView run, ChangeForm form, SourceFile current, Draft.Target record) {
    if (lesson.edited().isPresent()) {
      return lesson.change().getOrDefault(EDITED_FROM, "").equals(Sha256.of(current.text()))
          ? new Outcome(lesson.edited().orElseThrow(), Optional.empty(), List.of())
          : new Outcome(
              current.text(),
              Optional.of(
                  Problem.conflict(
                      "The entry has changed since its text was edited for this lesson.",
                      "Take the draft afresh, and edit it again.")),
              List.of());
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
      RunView run, SourceFile current, List<Change> changes, Optional<Problem> unwritten) {
    Written written = EntryWriter.write(run.tree().entry().source(), current, changes);
    if (written instanceof Written.Changed changed) {
      return new Outcome(changed.text(), unwritten, changed.toDo());
    }
    if (written instanceof Written.Refused refused) {
      return new Outcome(
          current.text(),
          Optional.of(Problem.conflict(refused.message(), refused.hint())),
          List.of());
    }
    return new Outcome(current.text(), unwritten, List.of());
  }

  /** The scenario goes along only where it passes, so that it can't fail from then on. */
  private void keepScenario(
      Lesson lesson,
      RunView run,
      Tree tree,
      CompiledEntry served,
      Anonymiser anonymiser,
      Map<String, String> files,
      List<ScenarioWalk> walks,
      List<String> toDo) {
    String name = "incident-" + lesson.incident();
    ScenarioFiles scenario =
        ScenarioWriter.write(
            name,
            incidents.find(lesson.incident()).map(incident -> incident.title()).orElse(name),
            run.tree(),
            run.state(),
            anonymiser);
    Optional<ScenarioWalk> walked =
        TrialScenario.with(scenario, served.schemas(), one -> walk(tree, one, served));
    if (walked.filter(ScenarioWalk::passed).isPresent()) {
      walks.removeIf(walk -> walk.scenario().name().equals(name));
      walks.add(walked.orElseThrow());
      String folder = served.source().path().replaceAll("\\.md$", ".scenarios/") + name + "/";
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

  private ScenarioWalk walk(Tree tree, Scenario scenario, CompiledEntry entry) {
    return new ScenarioRunner(tree)
        .run(scenario, RecordedSource.withTables(scenario, entry.schemas(), clock));
  }

  /** An issue that stood there before is not the lesson's. */
  private static List<Issue> added(CompiledEntry served, CompiledEntry trial) {
    Set<String> before =
        served.issues().stream()
            .map(issue -> issue.code().code() + issue.message())
            .collect(Collectors.toSet());
    return trial.issues().stream()
        .filter(issue -> !before.contains(issue.code().code() + issue.message()))
        .toList();
  }

  private static Draft.Target link(String path, IncidentRecord record) {
    String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
    return new Draft.Target("incident " + record.number(), up + record.file());
  }

  /** Takes what somebody has made of the entry's text, instead of what the fields give. */
  public Result<Lesson> edit(Lesson lesson, Optional<String> text, Actor actor) {
    Optional<CompiledEntry> served = catalog.entry(lesson.place().entryId());
    Map<String, String> change = new TreeMap<>(lesson.change());
    change.remove(EDITED_FROM);
    if (text.isPresent() && served.isPresent()) {
      String path = served.orElseThrow().source().path();
      change.put(
          EDITED_FROM,
          Sha256.of(content.read(path).orElseGet(() -> served.orElseThrow().source().text())));
    }
    return lessons.write(lesson.id(), lesson.kind(), lesson.text(), change, text, actor);
  }

  /**
   * Puts a lesson's change on a branch of the content repository.
   *
   * @param author their name, as it stands in the commit
   */
  public Result<Lesson> propose(Lesson lesson, boolean anonymous, Actor author) {
    Result<LessonDraft> drafting = draft(lesson, anonymous);
    if (drafting instanceof Result.Refused<LessonDraft> refused) {
      return Result.refused(refused.problem());
    }
    LessonDraft draft = drafting.orThrow();
    if (!draft.compiles()) {
      return Result.refused(
          Problem.invalid(
              "The entry wouldn't run any more: " + draft.issues().get(0).message(),
              "Mend what the draft lists, then propose it."));
    }
    Result<Proposed> proposing =
        content.propose(
            new Proposal(
                branch(lesson),
                new Proposal.Person(author.name(), author.name() + "@users.noreply.waymark"),
                subject(lesson) + "\n\n" + body(lesson),
                draft.files()));
    if (proposing instanceof Result.Refused<Proposed> refused) {
      return Result.refused(refused.problem());
    }
    Proposed proposed = proposing.orThrow();
    Result<Optional<PullRequest>> opening =
        pullRequests.open(proposed.branch(), subject(lesson), body(lesson));
    Optional<String> page =
        opening instanceof Result.Done<Optional<PullRequest>> done
            ? done.value().map(request -> request.page().toString())
            : lesson.proposal().flatMap(Lesson.Proposal::pullRequest);
    store.propose(
        lesson.id(),
        new Lesson.Proposal(proposed.branch(), proposed.commit(), page),
        author.name(),
        now());
    return opening instanceof Result.Refused<Optional<PullRequest>> refused
        ? Result.refused(withoutPullRequest(proposed, refused.problem()))
        : lessons.find(lesson.id());
  }

  /** Accepts a proposed change where the repository is the server's own, and serves it. */
  public Result<Lesson> accept(Lesson lesson, Actor actor) {
    if (lesson.proposal().isEmpty()) {
      return Result.refused(
          Problem.conflict("Lesson " + lesson.id() + " isn't proposed.", "Propose it first."));
    }
    Result<ContentCommit> merging = content.merge(lesson.proposal().orElseThrow().branch());
    return merging instanceof Result.Refused<ContentCommit> refused
        ? Result.refused(refused.problem())
        : Result.done(settled(lesson, actor));
  }

  /** The lesson as it stands: merged where the served entry says it by now. */
  public Lesson settled(Lesson lesson, Actor actor) {
    if (lesson.state() != LessonState.PROPOSED || !isSaid(lesson)) {
      return lesson;
    }
    store.decide(lesson.id(), LessonState.MERGED, Optional.empty(), actor.name(), now());
    return lessons.find(lesson.id()).orThrow();
  }

  /** The line among the entry's lessons outlasts rebased and squashed commits. */
  private boolean isSaid(Lesson lesson) {
    String record = "/" + lesson.incident() + ".md";
    return catalog.entry(lesson.place().entryId()).flatMap(CompiledEntry::entry).stream()
        .flatMap(entry -> entry.lessons().stream())
        .filter(note -> note.links().stream().anyMatch(link -> link.target().endsWith(record)))
        .map(LessonNote::markdown)
        .anyMatch(line -> words(line).contains(words(lesson.text())));
  }

  private static String words(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static String branch(Lesson lesson) {
    return "lesson/" + lesson.id() + "-" + lesson.kind().label();
  }

  private static Problem withoutPullRequest(Proposed proposed, Problem why) {
    return new Problem(
        why.kind(),
        "The branch %s is there, but no pull request of it: %s"
            .formatted(proposed.branch(), why.detail()),
        why.hint() + " Then propose it again; or open the pull request by hand.");
  }

  private static String subject(Lesson lesson) {
    String first = lesson.text().lines().findFirst().orElse("").strip();
    String subject = "Learn from incident " + lesson.incident() + ": " + first;
    return subject.length() > LONGEST_SUBJECT
        ? subject.substring(0, LONGEST_SUBJECT - 1) + "…"
        : subject;
  }

  private String body(Lesson lesson) {
    String server = config.serverUrl().orElse("").replaceAll("/+$", "");
    return "%s\n\n%s/incidents/%d\n\nLearned at %s#%s: %s.\n"
        .formatted(
            lesson.text(),
            server,
            lesson.incident(),
            lesson.place().entryId(),
            lesson.place().node(),
            lesson.kind().words());
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
