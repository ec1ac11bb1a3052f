package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:30:00Z");

  private final Moments moments = new Moments(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T03:29:55Z, 03:29 UTC, just now",
    "2026-11-21T03:29:18Z, 03:29 UTC, 42 s ago",
    "2026-11-21T03:17:30Z, 03:17 UTC, 12 min ago",
    "2026-11-20T23:59:59Z, '20 Nov 2026, 23:59 UTC', 3 h 30 min ago",
    "2026-11-01T00:00:00Z, '1 Nov 2026, 00:00 UTC', 20 d ago",
    "2026-11-21T03:47:30Z, 03:47 UTC, in 17 min"
  })
  void areToldInUtcAndAsSeenFromNow(Instant at, String utc, String ago) {
    assertThat(moments.of(at)).isEqualTo(new Moment(at.toString(), utc, ago));
  }
}
