package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.WorldChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which names it's recorded how a node's query was answered, or how the world looks after it:
 * {@code raise-the-timeout} the first time, {@code raise-the-timeout.2} at its second visit, {@code
 * raise-the-timeout.again} when it's asked again after a while, {@code raise-the-timeout.2.again.3}
 * when it's asked again the third time at its second visit.
 */
final class RecordedNames {
  private static final int MOST = 100;

  private RecordedNames() {}

  /**
   * All names that may stand for an asking, the asking's own first, then those before it: what
   * isn't recorded anew is as it was.
   *
   * @param turns what has happened until this asking
   */
  static List<String> latestFirst(String node, int stay, List<WorldChange> turns) {
    List<String> names = new ArrayList<>();
    for (int at = Math.min(stay, MOST); at >= 1; at--) {
      String visit = at == 1 ? node : node + "." + at;
      for (int times = timesAskedAgain(node, at, turns); times >= 1; times--) {
        names.add(visit + (times == 1 ? ".again" : ".again." + times));
      }
      names.add(visit);
    }
    return names;
  }

  private static int timesAskedAgain(String node, int stay, List<WorldChange> turns) {
    long times =
        turns.stream()
            .filter(WorldChange.AskedAgain.class::isInstance)
            .filter(turn -> turn.node().equals(node) && turn.stay() == stay)
            .count();
    return (int) Math.min(times, MOST);
  }
}
