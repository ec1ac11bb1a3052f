package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.lesson.Field;
import dev.waymark.server.lesson.LessonContent;
import dev.waymark.server.lesson.LessonDraft;
import dev.waymark.server.lesson.LessonDrafts;
import dev.waymark.server.lesson.Proposals;
import dev.waymark.server.lesson.page.LessonView.DiffLine;
import dev.waymark.server.lesson.page.LessonView.DraftView;
import dev.waymark.server.lesson.page.LessonView.FailingView;
import dev.waymark.server.lesson.page.LessonView.FieldView;
import dev.waymark.server.lesson.page.LessonView.FileView;
import dev.waymark.server.lesson.page.LessonView.PathLine;
import dev.waymark.server.lesson.page.LessonView.RemovedSecret;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.web.IssueView;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts the page of a lesson together. */
@ApplicationScoped
class LessonPages {
  private final LessonDrafts drafts;
  private final Proposals proposals;
  private final Incidents incidents;
  private final RunViews runs;
  private final CurrentUser user;
  private final Moments moments;

  LessonPages(
      LessonDrafts drafts,
      Proposals proposals,
      Incidents incidents,
      RunViews runs,
      CurrentUser user,
      Moments moments) {
    this.drafts = drafts;
    this.proposals = proposals;
    this.incidents = incidents;
    this.runs = runs;
    this.user = user;
    this.moments = moments;
  }

  /**
   * How a page is looked at.
   *
   * @param anonymous whether the incident's record names nobody
   * @param editing whether the entry's text is edited as a whole
   */
  record Look(boolean anonymous, boolean editing) {
    static final Look PLAIN = new Look(false, false);
  }

  LessonView page(Lesson lesson, Look look) {
    return page(lesson, look, UnsavedInput.NOTHING, Optional.empty());
  }

  /**
   * The page with what was typed.
   *
   * @param problem why it couldn't be saved
   */
  LessonView page(Lesson lesson, Look look, UnsavedInput typed, Optional<Problem> problem) {
    Result<LessonDraft> drafting = drafts.draft(lesson, look.anonymous());
    Optional<LessonDraft> draft = drafting.whenDone();
    Optional<Problem> why = drafting.refusal();
    boolean going = !lesson.state().isSettled();
    LessonContent content = typed.content().orElseGet(() -> LessonContent.of(lesson));
    boolean comparing =
        typed.content().isPresent() && problem.filter(LessonPages::isConflict).isPresent();
    Lesson.Edited whole =
        typed
            .edited()
            .or(() -> draft.map(made -> new Lesson.Edited(made.text(), made.baseHash())))
            .orElse(new Lesson.Edited("", ""));
    return new LessonView(
        LessonLine.of(lesson, moments.of(lesson.createdAt())),
        nodeTitle(lesson),
        incidents.find(lesson.incident()).map(Incident::title).orElse(""),
        incidents.find(lesson.incident()).flatMap(Incident::scenario).isPresent(),
        content.kind().label(),
        Arrays.stream(LessonKind.values())
            .map(kind -> new LessonView.Kind(kind.label(), kind.words()))
            .toList(),
        content.text(),
        comparing ? lesson.text() : content.text(),
        comparing,
        lesson.revision(),
        lesson.updatedBy(),
        moments.of(lesson.updatedAt()),
        draft.map(LessonDraft::fields).orElse(List.<Field>of()).stream()
            .map(field -> field(field, typed, comparing))
            .toList(),
        going ? draft.map(LessonPages::draft) : Optional.empty(),
        look.editing() || typed.edited().isPresent(),
        lesson.edited().isPresent(),
        lesson
            .edited()
            .filter(edited -> draft.filter(made -> counts(edited, made)).isEmpty())
            .map(Lesson.Edited::text)
            .orElse(""),
        whole,
        look.anonymous(),
        going && user.isResponder(),
        going && user.may(Role.AUTHOR),
        lesson.state() == LessonState.PROPOSED && user.may(Role.AUTHOR) && proposals.isAcceptable(),
        proposals.isPossible(),
        lesson.kind() == LessonKind.MISSING_CAUSE ? path(lesson) : List.of(),
        lesson.proposal().map(Lesson.Proposal::branch).orElse(""),
        lesson.proposal().map(Lesson.Proposal::commit).orElse(""),
        typed.reason(),
        problem.or(() -> why));
  }

  private List<PathLine> path(Lesson lesson) {
    return runs.findReplayable(lesson.run()).stream()
        .flatMap(run -> RunFacts.of(run.recorded()).steps().stream())
        .filter(step -> !(step.node() instanceof Node.EscalationNode))
        .map(
            step ->
                new PathLine(
                    step.at().run(),
                    step.at().visit(),
                    step.at().title(),
                    step.finding().map(StepFinding::text).orElse("")))
        .toList();
  }

  private static boolean counts(Lesson.Edited edited, LessonDraft draft) {
    return edited.base().equals(draft.baseHash());
  }

  private static boolean isConflict(Problem problem) {
    return problem.kind() == Problem.Kind.CONFLICT;
  }

  private static FieldView field(Field saved, UnsavedInput typed, boolean isConflict) {
    String written =
        typed
            .content()
            .map(content -> content.change().getOrDefault(saved.name(), saved.value()))
            .orElse(saved.value());
    return new FieldView(saved.with(written), isConflict ? saved.value() : written);
  }

  private String nodeTitle(Lesson lesson) {
    return runs.findReplayable(lesson.run())
        .flatMap(run -> run.tree().node(lesson.place().node()))
        .map(Node::title)
        .orElse(lesson.place().node());
  }

  private static DraftView draft(LessonDraft draft) {
    return new DraftView(
        draft.path(),
        draft.text(),
        lines(draft.diff()),
        draft.files().entrySet().stream()
            .filter(file -> !file.getKey().equals(draft.path()))
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(file -> new FileView(file.getKey(), file.getValue()))
            .toList(),
        draft.removedSecrets().entrySet().stream()
            .flatMap(
                file ->
                    file.getValue().stream()
                        .map(one -> new RemovedSecret(file.getKey(), one.line(), one.kind())))
            .toList(),
        draft.unwritten(),
        draft.issues().stream().map(IssueView::of).toList(),
        draft.compiles(),
        (int) draft.walks().stream().filter(ScenarioWalk::passed).count(),
        draft.failing().stream()
            .map(
                walk ->
                    new FailingView(
                        walk.scenario().name(),
                        walk.scenario().title(),
                        walk.difference().orElseThrow().message()))
            .toList(),
        draft.toDo());
  }

  private static List<DiffLine> lines(TextDiff diff) {
    List<DiffLine> lines = new ArrayList<>();
    for (TextDiff.Hunk hunk : diff.hunks()) {
      if (!lines.isEmpty()) {
        lines.add(new DiffLine("gap", "", "⋯"));
      }
      int number = hunk.newStart();
      for (TextDiff.Line line : hunk.lines()) {
        boolean removed = line.kind() == TextDiff.Kind.REMOVED;
        lines.add(
            new DiffLine(kind(line.kind()), removed ? "" : String.valueOf(number), line.content()));
        number += removed ? 0 : 1;
      }
    }
    return lines;
  }

  private static String kind(TextDiff.Kind kind) {
    return switch (kind) {
      case SAME -> "same";
      case ADDED -> "added";
      case REMOVED -> "removed";
    };
  }
}
