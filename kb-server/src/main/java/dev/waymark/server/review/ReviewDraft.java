package dev.waymark.server.review;

import static dev.waymark.runbooks.record.StepComment.Kind.HELPED;
import static dev.waymark.runbooks.record.StepComment.Kind.MISLED;
import static dev.waymark.runbooks.record.StepComment.Kind.MISSING;

import dev.waymark.model.incident.Review;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.record.DeadEnd;
import dev.waymark.runbooks.record.Deviation;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.QueryTrouble;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.server.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Begins a review with what the record says, so that nobody starts from an empty page. */
final class ReviewDraft {
  private ReviewDraft() {}

  /**
   * The draft.
   *
   * @param began when the trouble began, as the runs remember it
   */
  static Review.Text of(Incident incident, IncidentFacts facts, Optional<Instant> began) {
    return new Review.Text(
        began.filter(at -> !at.isAfter(incident.openedAt())),
        summary(incident, facts),
        "",
        items(feedback(facts, HELPED)),
        items(
            Stream.of(
                    facts.deviations().stream().map(Deviation::sentence),
                    facts.deadEnds().stream().map(DeadEnd::sentence),
                    facts.troubles().stream().map(QueryTrouble::sentence),
                    feedback(facts, MISLED),
                    feedback(facts, MISSING))
                .flatMap(Function.identity())),
        "");
  }

  private static String summary(Incident incident, IncidentFacts facts) {
    StringBuilder out = new StringBuilder();
    out.append(incident.title()).append(", ").append(incident.severity().label()).append(". ");
    out.append(
        incident
            .causeTitle()
            .map(cause -> "The cause: " + cause + ". ")
            .orElse("No cause was confirmed. "));
    facts
        .mitigated()
        .ifPresent(at -> out.append("It worked again ").append(after(incident, at)).append(". "));
    incident
        .endedAt()
        .ifPresent(
            at ->
                out.append("The incident ended ")
                    .append(after(incident, at))
                    .append(", ")
                    .append(incident.state().label().replace('-', ' '))
                    .append("."));
    return out.toString().strip();
  }

  private static String after(Incident incident, Instant at) {
    return ReadableValue.roughly(Duration.between(incident.openedAt(), at))
        + " after it was opened";
  }

  private static Stream<String> feedback(IncidentFacts facts, StepComment.Kind kind) {
    return facts.feedback().stream()
        .filter(comment -> comment.kind() == kind)
        .flatMap(comment -> comment.sentence().stream());
  }

  private static String items(Stream<String> lines) {
    return lines.map(line -> "- " + line.replace('\n', ' ')).collect(Collectors.joining("\n"));
  }
}
