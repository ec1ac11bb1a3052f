package dev.waymark.server.run;

import static java.util.Objects.requireNonNull;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.util.List;
import java.util.Optional;

/**
 * The runs of an incident, oldest first.
 *
 * @param views those that can be replayed
 * @param unreplayable the others
 */
public record IncidentRuns(List<RunView> views, List<Unreplayable> unreplayable) {
  public IncidentRuns {
    views = List.copyOf(views);
    unreplayable = List.copyOf(unreplayable);
  }

  /**
   * A run that can't be replayed. What is recorded of it is in {@link RunLog}.
   *
   * @param why and what to do
   */
  public record Unreplayable(int ordinal, String entryId, Problem why) {
    public Unreplayable {
      requireNonNull(entryId);
      requireNonNull(why);
    }
  }

  /** The number of the last run, which is where the incident is. */
  public int last() {
    int replayable = views.isEmpty() ? 0 : views.get(views.size() - 1).ordinal();
    return unreplayable.stream().mapToInt(Unreplayable::ordinal).reduce(replayable, Math::max);
  }

  /** The run of a number if it can't be replayed; the last one if there is no such number. */
  public Optional<Unreplayable> unreplayable(int ordinal) {
    int wanted = known(ordinal);
    return unreplayable.stream().filter(run -> run.ordinal() == wanted).findFirst();
  }

  /**
   * The run of a number, and the last one if there is no such number; refused if it can't be
   * replayed.
   */
  public Result<RunView> view(int ordinal) {
    int wanted = known(ordinal);
    return unreplayable(wanted)
        .map(run -> Result.<RunView>refused(run.why()))
        .orElseGet(
            () ->
                Result.done(
                    views.stream()
                        .filter(run -> run.ordinal() == wanted)
                        .findFirst()
                        .orElseThrow()));
  }

  private int known(int ordinal) {
    boolean isKnown =
        views.stream().anyMatch(run -> run.ordinal() == ordinal)
            || unreplayable.stream().anyMatch(run -> run.ordinal() == ordinal);
    return isKnown ? ordinal : last();
  }
}
