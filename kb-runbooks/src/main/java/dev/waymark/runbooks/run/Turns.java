package dev.waymark.runbooks.run;

import dev.waymark.model.run.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened in a run that may have changed what it asks about. */
final class Turns {
  private Turns() {}

  /** In order: actions that were carried out, and waits after which the same was asked again. */
  static List<Turn> of(List<Visit> visits) {
    List<Turn> turns = new ArrayList<>();
    Map<String, Integer> stays = new HashMap<>();
    for (Visit visit : visits) {
      int stay = stays.merge(visit.node(), 1, Integer::sum);
      Optional<Instant> at = visit.carriedOut();
      at.ifPresent(moment -> turns.add(new Turn.CarriedOut(visit.node(), stay, moment)));
      List<Duration> waits =
          visit.attempts().stream().flatMap(attempt -> attempt.waited().stream()).toList();
      for (int i = 0; i < waits.size(); i++) {
        turns.add(new Turn.AskedAgain(visit.node(), stay, i + 1, waits.get(i)));
      }
    }
    return turns;
  }
}
