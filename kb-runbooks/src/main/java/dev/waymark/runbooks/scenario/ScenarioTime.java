package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Turn;
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
  Instant now(List<Turn> turns) {
    Instant now = begin;
    for (Turn turn : turns) {
      now =
          turn instanceof Turn.CarriedOut done
              ? done.at().plus(verifiedAfter)
              : now.plus(((Turn.AskedAgain) turn).waited());
    }
    return now;
  }

  /**
   * The times at which the world looked as it did before the first turn, after it, after the second
   * and so on: relative times in tables count from there. Nothing that was seen before an action
   * lies behind the moment when that was carried out.
   */
  List<Instant> ends(List<Turn> turns) {
    List<Instant> ends = new ArrayList<>();
    for (int i = 0; i <= turns.size(); i++) {
      ends.add(earliest(now(turns.subList(0, i)), turns.subList(i, turns.size())));
    }
    return ends;
  }

  private static Instant earliest(Instant time, List<Turn> later) {
    return later.stream()
        .filter(Turn.CarriedOut.class::isInstance)
        .map(turn -> ((Turn.CarriedOut) turn).at())
        .filter(time::isAfter)
        .findFirst()
        .orElse(time);
  }
}
