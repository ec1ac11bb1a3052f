package dev.waymark.cli.stub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many queries of one user Resource Graph answers in a window of time, as <a
 * href="https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests">its
 * page on throttled requests</a> says, and the headers that tell.
 */
public final class GraphQuota {
  private static final int QUERIES = 15;
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final int queries;
  private final Clock clock;
  private Instant began = Instant.MIN;
  private int used;

  private GraphQuota(int queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  /** As the service has it: 15 queries in 5 seconds. */
  public static GraphQuota ofService(Clock clock) {
    return new GraphQuota(QUERIES, clock);
  }

  /** For tests that ask faster than a person would. */
  public static GraphQuota unlimited() {
    return new GraphQuota(Integer.MAX_VALUE, Clock.systemUTC());
  }

  /** Takes one query off; its refusal where none is left. */
  synchronized Optional<StubReply> take() {
    Instant now = clock.instant();
    if (began.equals(Instant.MIN) || !now.isBefore(began.plus(WINDOW))) {
      began = now;
      used = 0;
    }
    if (used >= queries) {
      return Optional.of(throttled());
    }
    used++;
    return Optional.empty();
  }

  /** A reply with the headers that tell what is left. */
  synchronized StubReply telling(StubReply reply) {
    Map<String, String> headers = new TreeMap<>(reply.headers());
    headers.put("x-ms-user-quota-remaining", Integer.toString(queries - used));
    headers.put("x-ms-user-quota-resets-after", "00:00:0" + left());
    return new StubReply(reply.status(), headers, reply.body());
  }

  private StubReply throttled() {
    StubReply reply =
        GraphRefusal.of(
            429,
            "RateLimiting",
            StubJson.MAPPER
                .createObjectNode()
                .put("code", "RateLimiting")
                .put(
                    "message",
                    "Client application has been throttled and should not attempt to repeat the"
                        + " request until an amount of time has elapsed."));
    return new StubReply(
        reply.status(), Map.of("Retry-After", Long.toString(left())), reply.body());
  }

  /** Seconds until the window ends, at least one. */
  private long left() {
    return Math.max(1, Duration.between(clock.instant(), began.plus(WINDOW)).toSeconds());
  }
}
