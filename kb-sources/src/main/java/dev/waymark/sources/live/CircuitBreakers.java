package dev.waymark.sources.live;

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
 *
 * <p>What nobody waits for is counted by itself: its failures keep no person's query away. Those of
 * a person's queries keep both away.
 */
final class CircuitBreakers {
  private final LiveLimits limits;
  private final Clock clock;
  private final Map<Key, Failures> failing = new HashMap<>();

  CircuitBreakers(LiveLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Until when a target is left alone; empty if it may be asked. */
  synchronized Optional<Instant> closedTill(String target, Urgency urgency) {
    Key key = new Key(target, urgency);
    Failures failures = failing.get(key);
    if (failures == null || failures.inRow < limits.failuresToOpen()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(failures.leaveAloneTill)) {
      return Optional.of(failures.leaveAloneTill);
    }
    failing.put(key, new Failures(failures.inRow, now.plus(limits.leaveAlone())));
    return Optional.empty();
  }

  /** Takes note of what a target said. */
  synchronized void note(String target, Urgency urgency, Answer answer) {
    if (!(answer instanceof Answer.Failed failed)) {
      answered(target);
    } else if (failed.kind() == FailureKind.UNREACHABLE || failed.kind() == FailureKind.TIMED_OUT) {
      failed(new Key(target, Urgency.AHEAD));
      if (urgency == Urgency.NOW) {
        failed(new Key(target, Urgency.NOW));
      }
    } else if (failed.kind() != FailureKind.CANCELLED) {
      answered(target);
    }
  }

  private void answered(String target) {
    for (Urgency urgency : Urgency.values()) {
      failing.remove(new Key(target, urgency));
    }
  }

  private void failed(Key key) {
    int before = Optional.ofNullable(failing.get(key)).map(Failures::inRow).orElse(0);
    failing.put(key, new Failures(before + 1, clock.instant().plus(limits.leaveAlone())));
  }

  private record Key(String target, Urgency urgency) {}

  private record Failures(int inRow, Instant leaveAloneTill) {}
}
