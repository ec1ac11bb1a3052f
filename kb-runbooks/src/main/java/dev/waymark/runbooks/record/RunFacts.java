package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the events of one run say.
 *
 * @param steps its visits, in order
 * @param diagnoses each time that a cause was confirmed, in order
 * @param mitigated since when it works again, if it still does as far as the run says
 * @param outcome empty while the run goes on
 * @param ended when it ended, if it has
 * @param firstDeed when a person first did something in it
 * @param comments what people said at its steps, in order
 * @param changes escalations by hand and reopenings, in order
 * @param gap where the entry didn't know on, if that is how it ended
 */
public record RunFacts(
    int ordinal,
    List<StepFacts> steps,
    List<Diagnosis> diagnoses,
    Optional<Instant> mitigated,
    Optional<Outcome> outcome,
    Optional<Instant> ended,
    Optional<Instant> firstDeed,
    List<StepComment> comments,
    List<RunChange> changes,
    Optional<Gap> gap) {
  public RunFacts {
    steps = List.copyOf(steps);
    diagnoses = List.copyOf(diagnoses);
    requireNonNull(mitigated);
    requireNonNull(outcome);
    requireNonNull(ended);
    requireNonNull(firstDeed);
    comments = List.copyOf(comments);
    changes = List.copyOf(changes);
    requireNonNull(gap);
  }

  /** Folds a run. */
  public static RunFacts of(RecordedRun run) {
    return new RunFold(run).facts();
  }

  /** How many comments of a kind were made about a visit. */
  public int comments(Place at, StepComment.Kind kind) {
    return (int)
        comments.stream()
            .filter(comment -> comment.kind() == kind && comment.at().visit() == at.visit())
            .count();
  }
}
