package dev.waymark.server.review.page;

import dev.waymark.model.entry.PreventionItem;
import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.Review;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.markdown.MarkdownReader;
import dev.waymark.runbooks.record.Diagnosis;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.Place;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.page.FollowUpLine;
import dev.waymark.server.lesson.page.LessonLine;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.page.ReviewView.FindingView;
import dev.waymark.server.review.page.ReviewView.Head;
import dev.waymark.server.review.page.ReviewView.KindView;
import dev.waymark.server.review.page.ReviewView.NewFollowUpView;
import dev.waymark.server.review.page.ReviewView.NewLessonView;
import dev.waymark.server.review.page.ReviewView.StampView;
import dev.waymark.server.review.page.ReviewView.StepView;
import dev.waymark.server.review.page.ReviewView.TextView;
import dev.waymark.server.run.RunView;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the page of a review together. */
@ApplicationScoped
class ReviewPages {
  /** Until when a follow-up is due that nobody has said a day for. */
  private static final int DAYS = 14;

  private final Lessons lessons;
  private final FollowUps followUps;
  private final CurrentUser user;
  private final Moments moments;

  ReviewPages(Lessons lessons, FollowUps followUps, CurrentUser user, Moments moments) {
    this.lessons = lessons;
    this.followUps = followUps;
    this.user = user;
    this.moments = moments;
  }

  /**
   * What people have begun to write, and is not saved.
   *
   * @param text of the review; as it is saved if it is empty
   * @param followUp as a person begins one if it is empty
   */
  record Begun(
      Optional<Review.Text> text, NewLessonView lesson, Optional<NewFollowUpView> followUp) {
    static final Begun NOTHING = lesson(NewLessonView.EMPTY);

    static Begun text(Review.Text text) {
      return new Begun(Optional.of(text), NewLessonView.EMPTY, Optional.empty());
    }

    static Begun lesson(NewLessonView lesson) {
      return new Begun(Optional.empty(), lesson, Optional.empty());
    }

    static Begun followUp(NewFollowUpView followUp) {
      return new Begun(Optional.empty(), NewLessonView.EMPTY, Optional.of(followUp));
    }
  }

  ReviewView page(ReviewedIncident reviewed, Begun begun, Optional<Problem> problem) {
    Review.Text text = begun.text().orElseGet(() -> reviewed.review().text());
    Incident incident = reviewed.incident();
    Review review = reviewed.review();
    List<FollowUp> planned = followUps.ofIncident(incident.number());
    List<FindingView> findings = findings(incident.number(), reviewed.facts());
    LocalDate today = followUps.today();
    boolean comparing =
        begun.text().isPresent()
            && problem.filter(why -> why.kind() == Problem.Kind.CONFLICT).isPresent();
    return new ReviewView(
        new Head(
            incident.number(),
            incident.title(),
            incident.entryId(),
            incident.severity().label(),
            incident.state().label(),
            incident.causeTitle().orElse(""),
            incident.scenario().isPresent(),
            review.closed().map(closed -> moments.of(closed.at())),
            review.closed().map(Review.Closed::by).orElse(""),
            reviewed.drafted() ? "" : review.updatedBy(),
            moments.of(review.updatedAt()),
            review.revision()),
        view(text),
        view(comparing ? review.text() : text),
        comparing,
        stamps(incident, review, reviewed.facts()),
        findings,
        reviewed.runs().stream().flatMap(ReviewPages::steps).toList(),
        lessons.ofIncident(incident.number()).stream()
            .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
            .toList(),
        Arrays.stream(LessonKind.values())
            .map(kind -> new KindView(kind.label(), kind.words()))
            .toList(),
        carried(begun.lesson(), findings),
        planned.stream().map(one -> FollowUpLine.of(one, today)).toList(),
        begun
            .followUp()
            .orElseGet(
                () ->
                    new NewFollowUpView(
                        "", user.getName(), today.plusDays(DAYS).toString(), 0, false)),
        prevention(reviewed.runs(), planned),
        today.plusDays(DAYS).toString(),
        today.toString(),
        UUID.randomUUID().toString(),
        review.closed().isEmpty() && user.isResponder(),
        user.may(Role.AUTHOR),
        problem);
  }

  private static TextView view(Review.Text text) {
    return new TextView(
        text.beganAt().map(ReviewPages::local).orElse(""),
        text.summary(),
        text.impact(),
        text.wentWell(),
        text.wentBadly(),
        text.noLessonReason());
  }

  private List<StampView> stamps(Incident incident, Review review, IncidentFacts facts) {
    List<StampView> stamps = new ArrayList<>();
    review.text().beganAt().ifPresent(at -> stamps.add(stamp(incident, "Began", Optional.of(at))));
    stamps.add(new StampView("Opened", Optional.of(moments.of(incident.openedAt())), ""));
    stamps.add(stamp(incident, "Acknowledged", facts.acknowledged()));
    stamps.add(stamp(incident, "Diagnosed", facts.diagnosis().map(Diagnosis::when)));
    stamps.add(stamp(incident, "Mitigated", facts.mitigated()));
    stamps.add(stamp(incident, "Ended", incident.endedAt()));
    return stamps;
  }

  private StampView stamp(Incident incident, String what, Optional<Instant> at) {
    return new StampView(
        what,
        at.map(moments::of),
        at.map(
                time ->
                    ReadableValue.roughly(Duration.between(incident.openedAt(), time))
                        + (time.isBefore(incident.openedAt()) ? " before it was opened" : " after"))
            .orElse(""));
  }

  private static List<FindingView> findings(long number, IncidentFacts facts) {
    return Stream.of(
            facts.gap().stream()
                .map(
                    one ->
                        finding(
                            number, "unknown", one.sentence(), one.at(), LessonKind.MISSING_CAUSE)),
            facts.deviations().stream()
                .map(
                    one ->
                        finding(
                            number,
                            "degraded",
                            one.sentence(),
                            one.at(),
                            LessonKind.MISSING_BRANCH)),
            facts.deadEnds().stream()
                .map(
                    one ->
                        finding(
                            number, "unknown", one.sentence(), one.from(), LessonKind.DEAD_END)),
            facts.troubles().stream()
                .map(
                    one ->
                        finding(
                            number, "failed", one.sentence(), one.at(), LessonKind.BETTER_QUERY)),
            facts.feedback().stream()
                .map(
                    one ->
                        new FindingView(
                            one.kind() == StepComment.Kind.HELPED ? "healthy" : "unknown",
                            one.by().name() + ": " + one.sentence().orElseThrow(),
                            one.at().run(),
                            one.at().visit(),
                            address(number, one.at()),
                            "")))
        .flatMap(one -> one)
        .toList();
  }

  /** A finding that is made a lesson brings its words along. */
  private static NewLessonView carried(NewLessonView lesson, List<FindingView> findings) {
    return findings.stream()
        .filter(one -> lesson.text().isEmpty() && lesson.kind().equals(one.kind()))
        .filter(one -> lesson.at().equals(one.run() + "." + one.visit()))
        .findFirst()
        .map(one -> new NewLessonView(lesson.at(), lesson.kind(), one.text()))
        .orElse(lesson);
  }

  private static FindingView finding(
      long number, String mark, String text, Place at, LessonKind kind) {
    return new FindingView(mark, text, at.run(), at.visit(), address(number, at), kind.label());
  }

  private static String address(long number, Place at) {
    return "/incidents/%d?run=%d&step=%d".formatted(number, at.run(), at.visit());
  }

  private static Stream<StepView> steps(RunView run) {
    return run.state().visits().stream()
        .map(
            visit ->
                new StepView(
                    run.ordinal(),
                    visit.number(),
                    run.tree().node(visit.node()).map(Node::title).orElse(visit.node())));
  }

  private static List<String> prevention(List<RunView> runs, List<FollowUp> planned) {
    Set<String> known = planned.stream().map(FollowUp::title).collect(Collectors.toSet());
    return runs.stream()
        .flatMap(run -> run.tree().entry().prevention().stream())
        .map(PreventionItem::markdown)
        .map(MarkdownReader::words)
        .filter(text -> !known.contains(text))
        .distinct()
        .toList();
  }

  private static String local(Instant at) {
    return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC).toString();
  }
}
