package dev.waymark.runbooks.query.live;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves a target alone that failed several times in a row. When that time is over, one query may
 * try; the others wait for how it goes. A query that somebody asks again doesn't wait for it.
 */
final class Breakers {
  private final LiveLimits limits;
  private final Clock clock;
  private final Map<String, Failures> failing = new HashMap<>();

  Breakers(LiveLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Until when a target is left alone; empty where it may be asked. */
  synchronized Optional<Instant> closedTill(String target) {
    Failures failures = failing.get(target);
    if (failures == null || failures.inRow < limits.failuresToOpen()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(failures.leaveAloneTill)) {
      return Optional.of(failures.leaveAloneTill);
    }
    failing.put(target, new Failures(failures.inRow, now.plus(limits.leaveAlone())));
    return Optional.empty();
  }

  /** Takes note of what a target said. */
  synchronized void note(String target, Answer answer) {
    if (!(answer instanceof Answer.Failed failed)) {
      failing.remove(target);
    } else if (failed.kind() == FailureKind.UNREACHABLE || failed.kind() == FailureKind.TIMED_OUT) {
      int before = Optional.ofNullable(failing.get(target)).map(Failures::inRow).orElse(0);
      failing.put(target, new Failures(before + 1, clock.instant().plus(limits.leaveAlone())));
    } else if (failed.kind() != FailureKind.CANCELLED) {
      failing.remove(target);
    }
  }

  private record Failures(int inRow, Instant leaveAloneTill) {}
}
