package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:30:00Z");

  private final Moments moments = new Moments(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T03:29:55Z, 03:29 UTC, just now",
    "2026-11-21T03:29:18Z, 03:29 UTC, 42 s ago",
    "2026-11-21T03:28:16Z, 03:28 UTC, 104 s ago",
    "2026-11-21T03:17:30Z, 03:17 UTC, 12 min ago",
    "2026-11-20T23:59:59Z, '20 Nov 2026, 23:59 UTC', 3 h 30 min ago",
    "2026-11-01T00:00:00Z, '1 Nov 2026, 00:00 UTC', 20 d ago",
    "2026-11-21T03:47:30Z, 03:47 UTC, in 17 min"
  })
  void areToldInUtcAndAsSeenFromNow(Instant at, String utc, String ago) {
    Moment told = moments.of(at);
    assertThat(told.iso()).isEqualTo(at.toString());
    assertThat(told.utc()).isEqualTo(utc);
    assertThat(told.ago()).isEqualTo(ago);
  }

  @Test
  void areToldToTheSecondWhereTheirOrderMatters() {
    Moment told = moments.exactly(Instant.parse("2026-11-21T03:29:55.7Z"));
    assertThat(told.day()).isEqualTo("21 Nov 2026");
    assertThat(told.utc()).isEqualTo("03:29:55 UTC");
  }
}
