package dev.waymark.server.lesson;

import dev.waymark.model.entry.LessonNote;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.PullRequestState;
import dev.waymark.model.source.Secrets;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.Proposal;
import dev.waymark.server.content.ProposedBranch;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.forge.PullRequest;
import dev.waymark.server.forge.PullRequests;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Puts what lessons change on branches of the content, and sees whether the entry says it. */
@ApplicationScoped
public class Proposals {
  private static final int LONGEST_SUBJECT = 72;

  private final LessonStore store;
  private final Lessons lessons;
  private final LessonDrafts drafts;
  private final Catalog catalog;
  private final Content content;
  private final PullRequests pullRequests;
  private final LessonConfig config;
  private final Clock clock;

  Proposals(
      LessonStore store,
      Lessons lessons,
      LessonDrafts drafts,
      Catalog catalog,
      Content content,
      PullRequests pullRequests,
      LessonConfig config,
      Clock clock) {
    this.store = store;
    this.lessons = lessons;
    this.drafts = drafts;
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
   * Puts a lesson's change on a branch of the content repository.
   *
   * @param anonymous whether the record of the incident names nobody
   * @param author their name, as it stands in the commit
   */
  public Result<Lesson> propose(Lesson lesson, boolean anonymous, Actor author) {
    if (lesson.state().isSettled()) {
      return Result.refused(
          Problem.conflict(
              "Lesson %d is %s.".formatted(lesson.id(), lesson.state().label()),
              "Look at how it stands now."));
    }
    return drafts.draft(lesson, anonymous).then(draft -> propose(draft, author));
  }

  /** Refused if one of the draft's files has changed since it was drafted. */
  Result<Lesson> propose(LessonDraft draft, Actor author) {
    Lesson lesson = draft.lesson();
    if (draft.unwritten().isPresent() && !draft.files().containsKey(draft.path())) {
      return Result.refused(draft.unwritten().orElseThrow());
    }
    if (!draft.compiles()) {
      return Result.refused(
          Problem.invalid(
              "The entry wouldn't run any more: " + draft.errors().get(0).message(),
              "Mend what the draft lists, then propose it."));
    }
    Result<ProposedBranch> proposing =
        content.propose(
            new Proposal(
                branch(lesson),
                new Proposal.Person(author.name(), author.name() + "@users.noreply.waymark"),
                subject(lesson) + "\n\n" + body(lesson),
                draft.files(),
                draft.base()));
    if (proposing instanceof Result.Refused<ProposedBranch> refused) {
      return Result.refused(refused.problem());
    }
    ProposedBranch proposed = proposing.orThrow();
    Result<Optional<PullRequest>> opening =
        pullRequests.open(proposed.branch(), subject(lesson), body(lesson));
    Optional<Lesson.PullRequest> page =
        switch (opening) {
          case Result.Done<Optional<PullRequest>>(Optional<PullRequest> opened) ->
              opened.map(Proposals::opened);
          case Result.Refused<Optional<PullRequest>> _ ->
              lesson.proposal().flatMap(Lesson.Proposal::pullRequest);
        };
    store.propose(
        lesson.id(),
        new Lesson.Proposal(proposed.branch(), proposed.commit(), page),
        author.name(),
        now());
    return opening
        .refusal()
        .map(problem -> Result.<Lesson>refused(withoutPullRequest(proposed, problem)))
        .orElseGet(() -> lessons.find(lesson.id()));
  }

  private static Lesson.PullRequest opened(PullRequest request) {
    return new Lesson.PullRequest(
        request.page().toString(), request.number(), PullRequestState.OPEN);
  }

  /** What a lesson changes, as a mail that {@code git am} and {@code git apply} take. */
  public Result<String> patch(Lesson lesson) {
    return lesson
        .proposal()
        .map(proposal -> content.patch(proposal.branch()))
        .orElseGet(() -> Result.refused(notProposed(lesson)));
  }

  /** Accepts a proposed change if the repository is the server's own, and serves it. */
  public Result<Lesson> accept(Lesson lesson, Actor actor) {
    if (lesson.state() != LessonState.PROPOSED) {
      return Result.refused(notProposed(lesson));
    }
    return content
        .merge(lesson.proposal().orElseThrow().branch())
        .map(merged -> settled(lesson, actor));
  }

  /** The lesson as it stands: merged where the served content has it by now. */
  public Lesson settled(Lesson lesson) {
    return settled(lesson, Actor.ENGINE);
  }

  private Lesson settled(Lesson lesson, Actor actor) {
    if (lesson.state() != LessonState.PROPOSED || !isServed(lesson)) {
      return lesson;
    }
    store.decide(lesson.id(), LessonState.MERGED, Optional.empty(), actor.name(), now());
    return lessons.find(lesson.id()).orThrow();
  }

  /** The line among the entry's lessons outlasts rebased and squashed commits. */
  private boolean isServed(Lesson lesson) {
    return isSaid(lesson)
        || lesson.proposal().filter(made -> content.isServed(made.commit())).isPresent();
  }

  private boolean isSaid(Lesson lesson) {
    String record = "/" + lesson.incident() + ".md";
    return catalog.entry(lesson.place().entryId()).flatMap(CompiledEntry::entry).stream()
        .flatMap(entry -> entry.lessons().stream())
        .filter(note -> note.links().stream().anyMatch(link -> link.to().path().endsWith(record)))
        .map(LessonNote::markdown)
        .anyMatch(line -> words(line).contains(words(lesson.text())));
  }

  private static String words(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  /** The same one again, whatever kind it has become. */
  private static String branch(Lesson lesson) {
    return lesson
        .proposal()
        .map(Lesson.Proposal::branch)
        .orElseGet(() -> "lesson/" + lesson.id() + "-" + lesson.kind().label());
  }

  private static Problem notProposed(Lesson lesson) {
    return Problem.conflict("Lesson " + lesson.id() + " isn't proposed.", "Propose it first.");
  }

  private static Problem withoutPullRequest(ProposedBranch proposed, Problem why) {
    return new Problem(
        why.kind(),
        "The branch %s is there, but no pull request of it: %s"
            .formatted(proposed.branch(), why.detail()),
        why.hint() + " Then propose it again; or open the pull request by hand.");
  }

  private static String subject(Lesson lesson) {
    String first = Secrets.removed(lesson.text()).lines().findFirst().orElse("").strip();
    String subject = "Learn from incident " + lesson.incident() + ": " + first;
    return subject.length() > LONGEST_SUBJECT
        ? subject.substring(0, LONGEST_SUBJECT - 1) + "…"
        : subject;
  }

  private String body(Lesson lesson) {
    String server = config.serverUrl().orElse("").replaceAll("/+$", "");
    return "%s\n\n%s/incidents/%d\n\nLearned at %s#%s: %s.\n"
        .formatted(
            Secrets.removed(lesson.text()),
            server,
            lesson.incident(),
            lesson.place().entryId(),
            lesson.place().node(),
            lesson.kind().words());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
