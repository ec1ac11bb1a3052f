package dev.waymark.sources.live;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.sources.live.Reply.Again;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Asks a source until it answers, the time is up, or a further try makes no sense. */
final class RetryLoop {
  private final LiveLimits limits;
  private final CircuitBreakers breakers;
  private final Clock clock;
  private final DoubleSupplier chance;

  /**
   * @param chance draws from 0 to 1
   */
  RetryLoop(LiveLimits limits, CircuitBreakers breakers, Clock clock, DoubleSupplier chance) {
    this.limits = limits;
    this.breakers = breakers;
    this.clock = clock;
    this.chance = chance;
  }

  /** Hears how it goes. */
  interface Watcher {
    void trying(int number);

    void waitingUntil(Instant until);
  }

  /** Blocks until it is answered; an interrupted thread gives up, and stays interrupted. */
  Answer of(InFlightQuery flight, Duration timeout, Watcher watcher) {
    Instant deadline = clock.instant().plus(timeout);
    String target = flight.queue().target();
    boolean usedOnce = false;
    for (int number = 1; ; number++) {
      Optional<Instant> closedTill = breakers.closedTill(target, flight.urgency());
      boolean knocks = number == 1 && flight.isInsisted();
      if (closedTill.isPresent() && !knocks) {
        return leftAlone(target, closedTill.get());
      }
      watcher.trying(number);
      Duration left = Duration.between(clock.instant(), deadline);
      Reply reply = flight.source().attempt(flight.ask(), number, left);
      breakers.note(target, flight.urgency(), reply.answer());
      boolean last =
          reply.again() == Again.NO
              || (reply.again() == Again.ONCE && usedOnce)
              || number >= limits.tries();
      Duration pause = pause(number, reply.after().map(after -> shorter(after, timeout)));
      Instant resumes = clock.instant().plus(pause);
      if (last || !resumes.isBefore(deadline)) {
        return reply.answer();
      }
      usedOnce |= reply.again() == Again.ONCE;
      watcher.waitingUntil(resumes);
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return reply.answer();
      }
    }
  }

  /** A source may want to be left alone for ages; all of the query's time is long enough. */
  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** A source's own word counts; many who got it shouldn't come back in one moment. */
  private Duration pause(int number, Optional<Duration> after) {
    double drawn = chance.getAsDouble();
    if (after.isPresent()) {
      return scaled(after.get(), 1 + drawn / 10);
    }
    return scaled(limits.pause().multipliedBy(1L << (number - 1)), 0.5 + drawn / 2);
  }

  private static Duration scaled(Duration length, double factor) {
    return Duration.ofMillis(Math.round(length.toMillis() * factor));
  }

  private Answer leftAlone(String target, Instant till) {
    return new Answer.Failed(
        FailureKind.UNREACHABLE,
        "%s failed %d times in a row and is left alone for now"
            .formatted(target, limits.failuresToOpen()),
        "Ask again in %d s, or look by hand what this step asks."
            .formatted(Math.max(1, Duration.between(clock.instant(), till).toSeconds())),
        Provenance.offline(target, false, clock.instant()));
  }
}
