package dev.waymark.server.database;

import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does a thing once for all who ask for the very same at the same time: a request that is sent
 * again before its reply has come waits for that reply, and not in a queue for locks.
 *
 * @param <K> what tells one thing from another
 * @param <T> what comes of it
 */
public final class SingleFlight<K, T> {
  /** Longer than the limits of what is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<K, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

  /** What comes of it: done here, or by somebody who is doing it just now. */
  public T call(K key, Supplier<T> work) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> underWay = flights.putIfAbsent(key, mine);
    if (underWay != null) {
      return outcome(underWay);
    }
    try {
      T value = work.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key);
    }
  }

  private static <T> T outcome(CompletableFuture<T> underWay) {
    try {
      return underWay.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The same request failed", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the same request was under way", e);
    }
  }
}
