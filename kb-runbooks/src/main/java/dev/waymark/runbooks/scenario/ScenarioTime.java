package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.WorldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time in a recorded world. It stands still but for what happens in the run: an action's
 * verification is asked some time after it was carried out, and what is asked again after a wait is
 * asked when that is over.
 */
final class ScenarioTime {
  private final Instant begin;
  private final Duration verifiedAfter;

  /**
   * @param begin the time of the run's first queries
   */
  ScenarioTime(Scenario scenario, Instant begin) {
    this.begin = begin;
    this.verifiedAfter = scenario.verifiedAfter();
  }

  /** The time of what is asked after some turns. */
  Instant now(List<WorldChange> turns) {
    Instant now = begin;
    for (WorldChange turn : turns) {
      now =
          turn instanceof WorldChange.CarriedOut done
              ? done.at().plus(verifiedAfter)
              : now.plus(((WorldChange.AskedAgain) turn).waited());
    }
    return now;
  }

  /**
   * The times at which the world looked as it did before the first turn, after it, after the second
   * and so on: relative times in tables count from there. Nothing that was seen before an action
   * lies behind the moment when that was carried out.
   */
  List<Instant> ends(List<WorldChange> turns) {
    List<Instant> ends = new ArrayList<>();
    for (int i = 0; i <= turns.size(); i++) {
      ends.add(earliest(now(turns.subList(0, i)), turns.subList(i, turns.size())));
    }
    return ends;
  }

  private static Instant earliest(Instant time, List<WorldChange> later) {
    return later.stream()
        .filter(WorldChange.CarriedOut.class::isInstance)
        .map(turn -> ((WorldChange.CarriedOut) turn).at())
        .filter(time::isAfter)
        .findFirst()
        .orElse(time);
  }
}
