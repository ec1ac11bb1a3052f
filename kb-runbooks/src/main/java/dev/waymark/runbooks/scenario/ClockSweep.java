package dev.waymark.runbooks.scenario;

import dev.waymark.kql.Schemas;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Walks a scenario again and again, each time with the clock a bit further on: where the bins of a
 * query fall then must not decide which way is taken.
 */
public final class ClockSweep {
  /** How far the clock moves from walk to walk. */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** How far it moves in the end. */
  public static final Duration SPAN = Duration.ofMinutes(10);

  private ClockSweep() {}

  /**
   * A walk that isn't the scenario's.
   *
   * @param offset how far the clock had moved
   */
  public record Departure(Duration offset, ScenarioWalk.Difference difference) {}

  /**
   * The walks that leave the scenario's path, those of little moves first.
   *
   * @param from where the clock stands at first
   */
  public static List<Departure> of(Tree tree, Scenario scenario, Schemas schemas, Instant from) {
    var runner = new ScenarioRunner(tree);
    return LongStream.rangeClosed(0, SPAN.dividedBy(STEP))
        .mapToObj(STEP::multipliedBy)
        .flatMap(
            offset -> {
              Clock clock = Clock.fixed(from.plus(offset), ZoneOffset.UTC);
              return runner
                  .run(scenario, RecordedSource.withTables(scenario, schemas, clock), clock)
                  .difference()
                  .map(difference -> new Departure(offset, difference))
                  .stream();
            })
        .toList();
  }
}
