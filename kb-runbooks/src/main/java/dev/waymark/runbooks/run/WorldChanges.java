package dev.waymark.runbooks.run;

import dev.waymark.model.run.WorldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened in a run that may have changed what it asks about. */
final class WorldChanges {
  private WorldChanges() {}

  /** In order: actions that were carried out, and waits after which the same was asked again. */
  static List<WorldChange> of(List<Visit> visits) {
    List<WorldChange> turns = new ArrayList<>();
    Map<String, Integer> stays = new HashMap<>();
    for (Visit visit : visits) {
      int stay = stays.merge(visit.node(), 1, Integer::sum);
      Optional<Instant> at = visit.carriedOut();
      at.ifPresent(moment -> turns.add(new WorldChange.CarriedOut(visit.node(), stay, moment)));
      List<Duration> waits =
          visit.attempts().stream().flatMap(attempt -> attempt.waited().stream()).toList();
      for (int i = 0; i < waits.size(); i++) {
        turns.add(new WorldChange.AskedAgain(visit.node(), stay, i + 1, waits.get(i)));
      }
    }
    return turns;
  }
}
