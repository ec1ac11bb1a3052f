package dev.waymark.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
  private final MovedClock clock = new MovedClock();
  private final GuessLimit limit = new GuessLimit(clock);

  @Test
  void fromOneAddressTheWaitGrowsAndEnds() {
    Guess guess = at("ann", "203.0.113.7");
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += limit.tooEarly(guess).isEmpty() ? 1 : 0;
      clock.forward(Duration.ofMillis(34));
    }
    assertThat(looked).isBetween(6, 12);
    Duration wait = limit.tooEarly(guess).orElseThrow();
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(1));

    clock.forward(wait);
    assertThat(limit.tooEarly(guess)).isEmpty();
  }

  @Test
  void guessingOnNeverMakesAnybodyWaitLongerThanAQuarterOfAnHour() {
    Guess guess = at("ann", "203.0.113.7");
    for (int hour = 0; hour < 48; hour++) {
      for (int i = 0; i < 60; i++) {
        assertThat(limit.tooEarly(guess).orElse(Duration.ZERO))
            .isLessThanOrEqualTo(Duration.ofMinutes(15));
        clock.forward(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void fromManyAddressesNewcomersWaitAndTheOwnerStillGetsIn() {
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += limit.tooEarly(at("ann", "10.0." + i / 250 + "." + i % 250)).isEmpty() ? 1 : 0;
    }
    assertThat(looked).isEqualTo(20);

    Guess owner = at("ann", "198.51.100.1");
    Duration wait = limit.tooEarly(owner).orElseThrow();
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(2));
    for (int second = 0; second < wait.toSeconds(); second++) {
      limit.tooEarly(at("ann", "10.9." + second / 250 + "." + second % 250));
      clock.forward(Duration.ofSeconds(1));
    }
    assertThat(limit.tooEarly(owner)).isEmpty();
    assertThat(limit.tooEarly(at("ben", "198.51.100.2"))).as("another account").isEmpty();
  }

  @Test
  void whereTheOwnerIsKnownOthersElsewhereDelayNobody() {
    Guess home = at("ann", "198.51.100.1");
    limit.tooEarly(home);
    limit.succeeded(home);
    flood("ann");

    assertThat(limit.tooEarly(home)).isEmpty();
    assertThat(limit.tooEarly(Guess.ofPassword("ann", client("10.0.0.1"), Optional.of("laptop"))))
        .isEmpty();
    assertThat(limit.tooEarly(at("ann", "198.51.100.9"))).isPresent();
  }

  @Test
  void aKnownBrowserIsntDelayedByGuessesFromItsOwnAddress() {
    Guess stranger = at("ann", "198.51.100.1");
    for (int i = 0; i < 100; i++) {
      limit.tooEarly(stranger);
    }
    assertThat(limit.tooEarly(stranger)).isPresent();
    assertThat(
            limit.tooEarly(Guess.ofPassword("ann", client("198.51.100.1"), Optional.of("laptop"))))
        .isEmpty();
  }

  @Test
  void manyAccountsFromOneAddressAreSlowedWithoutMoreMemory() {
    int looked = 0;
    for (int i = 0; i < 10_000; i++) {
      looked += limit.tooEarly(at("name-" + i, "203.0.113.7")).isEmpty() ? 1 : 0;
    }
    assertThat(looked).isEqualTo(30);
    assertThat(limit.size()).isLessThanOrEqualTo(500);
  }

  @Test
  void anIpv6NetworkIsOnePlace() {
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked +=
          limit.tooEarly(at("ann", "2001:db8:1:2::" + Integer.toHexString(i))).isEmpty() ? 1 : 0;
    }
    assertThat(looked).isEqualTo(5);
    assertThat(limit.tooEarly(at("ann", "2001:db8:1:3::1"))).isEmpty();
    assertThat(Guess.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Guess.network("fe80::1%eth0")).isEqualTo(Guess.network("fe80::2"));
    assertThat(Guess.network("no address")).isEqualTo("no address");
  }

  @Test
  void ofManyAtOnceOnlyTheFreeOnesGetThrough() {
    long looked =
        java.util.stream.IntStream.range(0, 1_000)
            .parallel()
            .filter(i -> limit.tooEarly(at("ann", "203.0.113.7")).isEmpty())
            .count();
    assertThat(looked).isEqualTo(5);
  }

  @Test
  void signingInAndOutOfOnesOwnAccountClearsNothingForOthers() {
    for (int i = 0; i < 200; i++) {
      limit.tooEarly(at("ann-" + i, "203.0.113.7"));
      Guess own = at("mallory", "203.0.113.7");
      if (limit.tooEarly(own).isEmpty()) {
        limit.succeeded(own);
      }
    }
    assertThat(limit.tooEarly(at("ben", "203.0.113.7"))).isPresent();
  }

  @Test
  void tokensThatAreKnownGoOnWhileOthersAreGuessed() {
    Guess token = Guess.ofToken("good", client("203.0.113.7"));
    limit.tooEarly(token);
    limit.succeeded(token);
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      looked += limit.tooEarly(Guess.ofToken("bad" + i, client("203.0.113.7"))).isEmpty() ? 1 : 0;
    }
    assertThat(looked).isLessThanOrEqualTo(30);
    assertThat(limit.isKnown(token)).isTrue();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 200_000; i++) {
      limit.tooEarly(at("name-" + i, "10." + i / 62_500 + "." + i / 250 % 250 + "." + i % 250));
    }
    assertThat(limit.size()).isLessThanOrEqualTo(50_000);
  }

  private void flood(String name) {
    for (int i = 0; i < 1_000; i++) {
      limit.tooEarly(at(name, "10.0." + i / 250 + "." + i % 250));
    }
  }

  private static Guess at(String name, String address) {
    return Guess.ofPassword(name, client(address), Optional.empty());
  }

  private static Client client(String address) {
    return new Client(address, "", Optional.empty());
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-30T02:00:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
