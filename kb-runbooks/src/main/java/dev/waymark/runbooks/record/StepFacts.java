package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened during one visit of a node.
 *
 * @param arrived when the visit began
 * @param left empty while the run is here
 * @param finding what was found here, as it was shown then; empty if nothing was, or if it was
 *     recorded before findings were
 * @param contradicts the number of the latest earlier visit whose finding this one contradicts
 * @param deviation present if somebody decided otherwise than proposed
 * @param deadEnd present if somebody went back from here
 */
public record StepFacts(
    Place at,
    Node node,
    Visit visit,
    Instant arrived,
    Optional<Leaving> left,
    Optional<StepFinding> finding,
    Optional<Integer> contradicts,
    Optional<Deviation> deviation,
    Optional<DeadEnd> deadEnd) {
  public StepFacts {
    requireNonNull(at);
    requireNonNull(node);
    requireNonNull(visit);
    requireNonNull(arrived);
    requireNonNull(left);
    requireNonNull(finding);
    requireNonNull(contradicts);
    requireNonNull(deviation);
    requireNonNull(deadEnd);
  }

  /** When a visit ended, and who ended it. */
  public record Leaving(Instant when, Actor by) {
    public Leaving {
      requireNonNull(when);
      requireNonNull(by);
    }
  }

  /** How long the visit lasted; never negative, whatever the clocks of two servers say. */
  public Optional<Duration> lasted() {
    return left.map(leaving -> Duration.between(arrived, leaving.when()))
        .map(length -> length.isNegative() ? Duration.ZERO : length);
  }

  /** Why another way was taken than proposed, or why somebody went back or escalated. */
  public Optional<String> reason() {
    return visit.left().flatMap(Departure::reason);
  }

  /** How many queries were sent; one that lacked a value was not. */
  public int asked() {
    return (int) visit.attempts().stream().filter(attempt -> !attempt.isUnsent()).count();
  }

  public List<Answer.Failed> failures() {
    return answers().stream()
        .filter(Answer.Failed.class::isInstance)
        .map(Answer.Failed.class::cast)
        .toList();
  }

  /** How long the slowest answer of a live source took. */
  public Optional<Duration> slowest() {
    return answers().stream()
        .map(Answer::provenance)
        .filter(provenance -> provenance.live().isPresent())
        .map(provenance -> provenance.took())
        .max(Comparator.naturalOrder());
  }

  /** Queries that failed, gave only a part, or were slow. */
  public List<QueryTrouble> troubles() {
    return answers().stream().flatMap(answer -> QueryTrouble.of(at, answer).stream()).toList();
  }

  private List<Answer> answers() {
    return visit.attempts().stream().map(Attempt::answer).flatMap(Optional::stream).toList();
  }
}
