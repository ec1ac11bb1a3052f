package dev.waymark.sources.azure;

import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * The errors of calls that were given up: their callers have answered already. Reactor hands them
 * to whom a subscriber's context names, and writes a stack trace into the log where it names
 * nobody.
 */
final class DroppedErrors {
  /** Where {@code Operators.onErrorDropped} looks. */
  private static final String KEY = "reactor.onErrorDropped.local";

  private DroppedErrors() {}

  /** The same call; what it says when nobody listens any more is nobody's business. */
  static <T> Mono<T> ignored(Mono<T> call) {
    Consumer<Throwable> nobody = error -> {};
    return call.contextWrite(context -> context.put(KEY, nobody));
  }
}
