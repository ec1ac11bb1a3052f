package dev.waymark.sources.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * The moment at which a call is given up, whatever the HTTP client thinks: it has been seen to wait
 * for ever.
 */
public final class CallDeadline {
  private final long end;

  private CallDeadline(long end) {
    this.end = end;
  }

  static CallDeadline in(Duration limit) {
    return new CallDeadline(System.nanoTime() + limit.toNanos());
  }

  /** How long there is until then; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** The call's outcome; the call is cancelled when the time is up or this thread interrupted. */
  <T> T await(Mono<T> call) throws InterruptedException, TimeoutException {
    CompletableFuture<T> future = DroppedErrors.ignored(call).toFuture();
    try {
      T outcome = future.get(left().toNanos(), TimeUnit.NANOSECONDS);
      if (outcome == null) {
        throw new MalformedReplyException("is empty");
      }
      return outcome;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw new MalformedReplyException("failed: " + e.getCause());
    } finally {
      future.cancel(true);
    }
  }
}
