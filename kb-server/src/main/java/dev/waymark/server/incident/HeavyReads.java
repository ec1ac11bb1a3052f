package dev.waymark.server.incident;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Has only a few reads of whole incidents at a time: one may be thousands of events. */
final class HeavyReads {
  private static final int AT_ONCE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  <T> T one(Supplier<T> read) {
    boolean taken;
    try {
      taken = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      taken = false;
    }
    if (!taken) {
      throw new ProblemException(
          new Problem(
                  Problem.Kind.UNAVAILABLE,
                  "Too many timelines and exports are being written.",
                  "Try again in a few seconds.")
              .retryAfter(PATIENCE));
    }
    try {
      return read.get();
    } finally {
      places.release();
    }
  }
}
