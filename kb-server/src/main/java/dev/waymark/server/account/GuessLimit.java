package dev.waymark.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows guessing down without locking anybody out. Attempts at one account from one place wait
 * longer each time. An account or a network that many attempts have failed at makes newcomers wait
 * once, a while with an end, before their first attempt. Where somebody has signed in lately, or
 * the browser that they did it with, isn't a newcomer: what strangers do elsewhere doesn't delay
 * them. An attempt that is refused makes nobody wait longer.
 *
 * <p>All of it is in memory and bounded; docs/adr/0018 has the reasons.
 */
final class GuessLimit {
  /** Mistakes that cost nothing, for one account in one place. */
  private static final int FREE = 5;

  /** The same where its owner is known to be; scripts send as many attempts at once. */
  private static final int FREE_WHERE_KNOWN = 20;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** How long a newcomer waits at most where many attempts have failed. */
  private static final Duration LONGEST_NEWCOMER_WAIT = Duration.ofMinutes(2);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final Duration KNOWN_FOR = Duration.ofDays(1);

  private static final int FULL = 500;
  private static final int MOST_PLACES = 50_000;
  private static final int MOST_BUCKETS = 20_000;

  private final Clock clock;
  private final Cache<String, Place> places =
      Caffeine.newBuilder().maximumSize(MOST_PLACES).expireAfterWrite(KNOWN_FOR).build();
  private final Buckets accounts = new Buckets(20, Duration.ofSeconds(30));
  private final Buckets networks = new Buckets(30, Duration.ofSeconds(10));

  GuessLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is known of one account, or one secret, in one place.
   *
   * @param failures attempts in a row
   * @param notBefore when the next one is looked at
   * @param lastTry when one was looked at, or a newcomer asked
   * @param knownUntil how long its owner is known to be there
   */
  private record Place(int failures, Instant notBefore, Instant lastTry, Instant knownUntil) {
    boolean isKnown(Instant now) {
      return knownUntil.isAfter(now);
    }

    boolean isForgotten(Instant now) {
      return !isKnown(now) && lastTry.plus(FORGOTTEN_AFTER).isBefore(now);
    }
  }

  /** One bucket for each account, or for each network. */
  private static final class Buckets {
    private final Cache<String, LeakyBucket> buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofHours(6))
            .build();
    private final int threshold;
    private final Duration leak;

    Buckets(int threshold, Duration leak) {
      this.threshold = threshold;
      this.leak = leak;
    }

    void add(String key, int drops, Instant now) {
      buckets.get(key, any -> new LeakyBucket(leak, FULL, now)).add(drops, now);
    }

    boolean isFull(String key, Instant now) {
      return level(key, now) >= FULL;
    }

    /** A second for each of those that failed or wait; nothing below the threshold. */
    Duration newcomerWait(String key, Instant now) {
      int level = level(key, now);
      return level < threshold
          ? Duration.ZERO
          : shortest(Duration.ofSeconds(level), LONGEST_NEWCOMER_WAIT);
    }

    private int level(String key, Instant now) {
      LeakyBucket bucket = buckets.getIfPresent(key);
      return bucket == null ? 0 : bucket.level(now);
    }
  }

  /**
   * Asks whether an attempt may be looked at. One that may counts as failed from now on, so that of
   * many at once only some get through; {@link #succeeded} takes that back.
   *
   * @return how long to wait, if it may not
   */
  synchronized Optional<Duration> tooEarly(Guess guess) {
    Instant now = clock.instant();
    Optional<Place> place = place(guess, now);
    if (place.isEmpty() && guess.device().isEmpty()) {
      Duration wait = newcomerWait(guess, now);
      if (!wait.isZero()) {
        // A network that asks for ever more accounts gets no more memory.
        if (!networks.isFull(guess.network(), now)) {
          places.put(guess.place(), new Place(0, now.plus(wait), now, now));
          fill(guess, 1, now);
        }
        return Optional.of(wait);
      }
    }
    Place known = place.orElse(new Place(0, now, now, now));
    if (known.notBefore().isAfter(now)) {
      return Optional.of(Duration.between(now, known.notBefore()));
    }
    int failures = known.failures() + 1;
    boolean isStranger = isStranger(guess, known, now);
    Duration wait = guess.isAtAccount() ? waitAfter(failures, isStranger) : Duration.ZERO;
    if (isStranger) {
      fill(guess, 1, now);
      wait = longest(wait, doubled(newcomerWait(guess, now), failures));
    }
    places.put(guess.place(), new Place(failures, now.plus(wait), now, known.knownUntil()));
    return Optional.empty();
  }

  /** The attempt was right: its place is known from now on. */
  synchronized void succeeded(Guess guess) {
    Instant now = clock.instant();
    place(guess, now)
        .filter(place -> isStranger(guess, place, now))
        .ifPresent(place -> fill(guess, -1, now));
    places.put(guess.place(), new Place(0, now, now, now.plus(KNOWN_FOR)));
  }

  /** Whether the attempt is known to be right, or was until lately. */
  synchronized boolean isKnown(Guess guess) {
    Instant now = clock.instant();
    return place(guess, now).filter(place -> place.isKnown(now)).isPresent();
  }

  /** What was known to be right isn't any more. */
  synchronized void forget(Guess guess) {
    places.invalidate(guess.place());
  }

  /** For how many places something is remembered. */
  long size() {
    places.cleanUp();
    return places.estimatedSize();
  }

  private Optional<Place> place(Guess guess, Instant now) {
    return Optional.ofNullable(places.getIfPresent(guess.place()))
        .filter(place -> !place.isForgotten(now));
  }

  private static boolean isStranger(Guess guess, Place place, Instant now) {
    return guess.device().isEmpty() && !place.isKnown(now);
  }

  private void fill(Guess guess, int drops, Instant now) {
    if (guess.isAtAccount()) {
      accounts.add(guess.target(), drops, now);
    }
    networks.add(guess.network(), drops, now);
  }

  private Duration newcomerWait(Guess guess, Instant now) {
    return longest(
        accounts.newcomerWait(guess.target(), now), networks.newcomerWait(guess.network(), now));
  }

  private static Duration waitAfter(int failures, boolean isStranger) {
    int free = isStranger ? FREE : FREE_WHERE_KNOWN;
    return failures < free ? Duration.ZERO : doubled(Duration.ofSeconds(1), failures - free + 1);
  }

  private static Duration doubled(Duration wait, int times) {
    // More doublings than these are above the longest wait from a second on.
    return shortest(wait.multipliedBy(1L << Math.min(times - 1, 10)), LONGEST_WAIT);
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
