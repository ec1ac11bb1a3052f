package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumRateTest {
  /** The limits that the server has unless it is told others. */
  private final MinimumRate rate = new MinimumRate(Duration.ofSeconds(20), 4 << 10);

  private boolean isTooSlow(int seconds, long bytes) {
    return rate.isTooSlow(Duration.ofSeconds(seconds).toNanos(), bytes);
  }

  @Test
  void aPhoneWith64KilobitsASecondSendsItsMebibyte() {
    for (int second = 0; second <= 131; second++) {
      assertThat(isTooSlow(second, second * 8_000L)).as("after " + second + " s").isFalse();
    }
  }

  @Test
  void aConnectionMayStandStillForAWhile() {
    assertThat(isTooSlow(20, 0)).isFalse();
    assertThat(isTooSlow(60 + 20, 60 * 8_000L)).isFalse();
  }

  @Test
  void silenceAndDripsEnd() {
    assertThat(isTooSlow(22, 5)).isTrue();
    assertThat(isTooSlow(22, 16)).isTrue();
    assertThat(isTooSlow(300, 600_000)).isTrue();
  }

  @Test
  void aMebibyteHasAnEnd() {
    assertThat(isTooSlow(20 + 256, 1 << 20)).isFalse();
    assertThat(isTooSlow(20 + 258, 1 << 20)).isTrue();
  }
}
