package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.event.KeyedInputStore;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** Sees that what is added with an idempotency key is added once. */
@ApplicationScoped
class KeyedAdds {
  private static final int LONGEST_KEY = 200;

  private final KeyedInputStore keys;
  private final Clock clock;

  KeyedAdds(KeyedInputStore keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Adds something, unless its key says that it is there already; in the caller's transaction.
   *
   * @param place what is added to
   * @param input all that is asked, as text
   * @param add gives the id of what was added
   * @return the id of what is there
   */
  Result<Long> once(
      String place, Actor by, Optional<String> key, String input, Supplier<Result<Long>> add) {
    if (key.isEmpty()) {
      return add.get();
    }
    String text = key.orElseThrow();
    if (text.isBlank() || text.length() > LONGEST_KEY) {
      return Result.refused(
          Problem.invalid("The idempotency key is empty or too long.", "Send a UUID."));
    }
    String scope = KeyedInputStore.scope(place, by);
    keys.lock(scope, text);
    String hash = Sha256.of(input);
    Optional<KeyedInput> earlier = keys.find(scope, text);
    if (earlier.isPresent()) {
      return earlier.orElseThrow().inputHash().equals(hash)
          ? Result.done(earlier.orElseThrow().outcome())
          : Result.refused(
              Problem.conflict(
                  "This was sent before, with other words.",
                  "Look whether that is there, then send this once more, with a new key."));
    }
    Result<Long> added = add.get();
    if (added instanceof Result.Done<Long> done) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      keys.keep(scope, text, new KeyedInput(hash, done.value()), now);
    }
    return added;
  }
}
