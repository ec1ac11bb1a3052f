package dev.waymark.server.review;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.incident.Review;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.RecordedRun;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunAdvanced;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reviews: they open by themselves when an incident ends, and people close them. */
@ApplicationScoped
public class Reviews {
  private static final int LONGEST = 20_000;
  private static final int MOST = 200;
  private static final Set<IncidentState> REVIEWED =
      EnumSet.of(IncidentState.RESOLVED, IncidentState.ESCALATED, IncidentState.NOT_COVERED);

  private final ReviewStore store;
  private final Incidents incidents;
  private final RunViews runs;
  private final ReviewConfig config;
  private final Clock clock;

  Reviews(ReviewStore store, Incidents incidents, RunViews runs, ReviewConfig config, Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.runs = runs;
    this.config = config;
    this.clock = clock;
  }

  /** Opens the review of an incident that has ended, in the transaction that records its end. */
  void open(@Observes RunAdvanced advanced) {
    RecordedRun run = advanced.run().recorded();
    if (REVIEWED.contains(run.incidentState())) {
      run.ended().ifPresent(at -> store.open(advanced.run().incident(), at));
    }
  }

  /** An incident whose review is still being written. */
  public record Waiting(Incident incident, Review review) {}

  /** The review of an incident; refused while the incident goes on, or where it was abandoned. */
  public Result<ReviewedIncident> of(long number) {
    Optional<Incident> incident = incidents.find(number);
    if (incident.isEmpty()) {
      return Result.refused(
          Problem.notFound(
              "There is no incident " + number + ".", "Look for it in the list of incidents."));
    }
    Optional<Review> review = store.find(number);
    if (review.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "Incident %d is %s, and has no review."
                  .formatted(number, incident.orElseThrow().state().label()),
              "A review opens by itself when an incident ends, unless it is abandoned."));
    }
    List<RunView> walked = runs.ofIncident(number);
    IncidentFacts facts = incidents.facts(number, walked);
    Review found = review.orElseThrow();
    boolean drafted = found.revision() == 1;
    return Result.done(
        new ReviewedIncident(
            incident.orElseThrow(),
            drafted
                ? with(found, ReviewDraft.of(incident.orElseThrow(), facts, began(walked)))
                : found,
            facts,
            walked,
            drafted));
  }

  private static Optional<Instant> began(List<RunView> walked) {
    return walked.stream().flatMap(run -> run.began().stream()).min(Comparator.naturalOrder());
  }

  /** Whether an incident has a review, open or closed. */
  public Optional<Review> find(long number) {
    return store.find(number);
  }

  /** Those that wait for their people, the longest waiting first. */
  public List<Waiting> waiting() {
    return store.open(MOST).stream()
        .flatMap(
            review ->
                incidents.find(review.incident()).stream()
                    .map(incident -> new Waiting(incident, review)))
        .toList();
  }

  /**
   * Writes another text.
   *
   * @param revision the one that the writer has seen
   */
  public Result<ReviewedIncident> write(long number, Review.Text text, int revision, Actor actor) {
    Optional<Problem> bad = problem(text, number);
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    return store.write(number, revision, text, actor.name(), now())
        ? of(number)
        : Result.refused(notWritten(number));
  }

  /** Closes a review that says what was learned, or why nothing was; a draft stands as it is. */
  public Result<ReviewedIncident> close(long number, Actor actor) {
    Result<ReviewedIncident> found = of(number);
    if (found instanceof Result.Refused<ReviewedIncident>) {
      return found;
    }
    ReviewedIncident reviewed = found.orThrow();
    Review review = reviewed.review();
    if (config.lessonRequired()
        && review.text().noLessonReason().isBlank()
        && !store.hasLesson(number)) {
      return Result.refused(
          Problem.invalid(
              "The review of incident " + number + " has no lesson yet.",
              "Write down at least one, or say why there is nothing to learn."));
    }
    if (reviewed.drafted()) {
      store.write(number, review.revision(), review.text(), actor.name(), now());
    }
    return store.close(number, actor.name(), now())
        ? of(number)
        : Result.refused(notOpen(number, "closed already"));
  }

  public Result<ReviewedIncident> reopen(long number, Actor actor) {
    return store.reopen(number, actor.name(), now())
        ? of(number)
        : Result.refused(notOpen(number, "not closed"));
  }

  private static Review with(Review review, Review.Text text) {
    return new Review(
        review.incident(),
        review.revision(),
        review.openedAt(),
        review.updatedAt(),
        review.updatedBy(),
        review.closed(),
        text);
  }

  private Problem notWritten(long number) {
    return store
        .find(number)
        .map(
            review ->
                review.closed().isPresent()
                    ? Problem.conflict(
                        "The review of incident " + number + " is closed.", "Open it again first.")
                    : Problem.conflict(
                        "%s has changed the review meanwhile.".formatted(review.updatedBy()),
                        "Compare it with what you wrote, and save again."))
        .orElseGet(() -> notOpen(number, "not there"));
  }

  private static Problem notOpen(long number, String why) {
    return Problem.conflict(
        "The review of incident %d is %s.".formatted(number, why), "Look at how it stands now.");
  }

  private Optional<Problem> problem(Review.Text text, long number) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("summary", text.summary());
    parts.put("impact", text.impact());
    parts.put("part “what went well”", text.wentWell());
    parts.put("part “what went badly”", text.wentBadly());
    parts.put("reason", text.noLessonReason());
    Optional<Problem> late =
        text.beganAt()
            .filter(
                began ->
                    incidents
                        .find(number)
                        .filter(incident -> began.isAfter(incident.openedAt()))
                        .isPresent())
            .map(
                began ->
                    Problem.invalid(
                        "The trouble began at %s, after the incident was opened.".formatted(began),
                        "Give the time, in UTC, at which it began."));
    return parts.entrySet().stream()
        .map(part -> PlainText.problem(part.getKey(), part.getValue(), LONGEST))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> late);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
