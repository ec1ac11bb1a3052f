package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the record of an incident says by itself, the opinions of people aside. Everything that
 * shows, counts or writes such facts reads them here.
 *
 * @param runs those that can be replayed, oldest first
 * @param acknowledged when a person first did something
 * @param diagnosis the cause that stood in the end, at its first confirmation since another one
 *     stood
 * @param mitigated since when it works again, if it still does as far as the last run says
 * @param outcome of the last run; empty while that goes on
 * @param ended when the last run ended, if nothing is left to do in it
 */
public record IncidentFacts(
    List<RunFacts> runs,
    Optional<Instant> acknowledged,
    Optional<Diagnosis> diagnosis,
    Optional<Instant> mitigated,
    Optional<Outcome> outcome,
    Optional<Instant> ended) {
  public IncidentFacts {
    runs = List.copyOf(runs);
    requireNonNull(acknowledged);
    requireNonNull(diagnosis);
    requireNonNull(mitigated);
    requireNonNull(outcome);
    requireNonNull(ended);
  }

  /**
   * Folds an incident.
   *
   * @param firstDeed when a person first did something to the incident beside its runs, such as
   *     opening it
   * @param runs oldest first
   */
  public static IncidentFacts of(Optional<Instant> firstDeed, List<RecordedRun> runs) {
    List<RunFacts> folded = runs.stream().map(RunFacts::of).toList();
    Optional<RunFacts> last = folded.isEmpty() ? Optional.empty() : Optional.of(folded.getLast());
    Optional<Outcome> outcome = last.flatMap(RunFacts::outcome);
    return new IncidentFacts(
        folded,
        Stream.concat(firstDeed.stream(), folded.stream().flatMap(run -> run.firstDeed().stream()))
            .min(Comparator.naturalOrder()),
        standing(folded),
        last.flatMap(RunFacts::mitigated),
        outcome,
        outcome
            .filter(end -> !IncidentState.after(end).isActive())
            .flatMap(end -> last.flatMap(RunFacts::ended)));
  }

  private static Optional<Diagnosis> standing(List<RunFacts> runs) {
    return runs.stream()
        .flatMap(run -> run.diagnoses().stream())
        .reduce((standing, next) -> next.isOfSameCauseAs(standing) ? standing : next);
  }

  /** Whether the entries knew the cause; empty if nobody got so far. */
  public Optional<Boolean> covered() {
    return outcome.flatMap(
        end ->
            switch (end) {
              case RESOLVED, ESCALATED -> Optional.of(true);
              case NOT_COVERED -> Optional.of(false);
              case CONTINUED, ABANDONED -> Optional.empty();
            });
  }

  /** Where somebody decided otherwise than proposed, in order. */
  public List<Deviation> deviations() {
    return all(run -> run.steps().stream().flatMap(step -> step.deviation().stream()));
  }

  /** Where somebody went back from, in order. */
  public List<DeadEnd> deadEnds() {
    return all(run -> run.steps().stream().flatMap(step -> step.deadEnd().stream()));
  }

  /** Queries that failed, gave only a part, or were slow, in order. */
  public List<QueryTrouble> troubles() {
    return all(run -> run.steps().stream().flatMap(step -> step.troubles().stream()));
  }

  /** Where no entry knew on, if that is how the incident ended. */
  public Optional<Gap> gap() {
    return runs.isEmpty() ? Optional.empty() : runs.getLast().gap();
  }

  /** What people said of steps, in order; notes and hand-overs aside. */
  public List<StepComment> feedback() {
    return all(run -> run.comments().stream().filter(comment -> comment.kind().isFeedback()));
  }

  /** What there is to look back on, one sentence each. */
  public List<String> sentences() {
    return Stream.of(
            gap().stream().map(Gap::sentence),
            deviations().stream().map(Deviation::sentence),
            deadEnds().stream().map(DeadEnd::sentence),
            troubles().stream().map(QueryTrouble::sentence),
            feedback().stream().flatMap(comment -> comment.sentence().stream()))
        .flatMap(Function.identity())
        .toList();
  }

  private <T> List<T> all(Function<RunFacts, Stream<T>> of) {
    return runs.stream().flatMap(of).toList();
  }
}
