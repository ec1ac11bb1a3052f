package dev.waymark.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimespanTest {
  @Test
  void readsWhatAuthorsWrite() {
    assertReads("90d", Duration.ofDays(90));
    assertReads("1h", Duration.ofHours(1));
    assertReads("1.5h", Duration.ofMinutes(90));
    assertReads("-30m", Duration.ofMinutes(-30));
    assertReads(" 10 s ", Duration.ofSeconds(10));
    assertReads("250ms", Duration.ofMillis(250));
    assertReads("1tick", Duration.ofNanos(100));
    assertReads("00:05", Duration.ofMinutes(5));
    assertReads("01:02:03", Duration.ofSeconds(3723));
    assertReads("2.00:00:00.5", Duration.ofDays(2).plusMillis(500));
    assertReads("-00:00:01", Duration.ofSeconds(-1));
  }

  @Test
  void refusesWhatIsNone() {
    for (String text : new String[] {"", "h", "1", "1 hour", "1:2:3:4", "1h30m", "99999999999d"}) {
      assertThat(Timespan.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void writesTheShortestForm() {
    assertThat(Timespan.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(Timespan.format(Duration.ofDays(90))).isEqualTo("90d");
    assertThat(Timespan.format(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(Timespan.format(Duration.ofMillis(-250))).isEqualTo("-250ms");
    assertThat(Timespan.format(Duration.ofDays(1).plusNanos(100))).isEqualTo("1.00:00:00.0000001");
  }

  @Test
  void readsBackWhatItWrites() {
    for (long ticks : new long[] {1, 77, -12_345_678_901L, 864_000_000_001L, 36_000_000_000L}) {
      Duration length = Duration.ofSeconds(ticks / 10_000_000, ticks % 10_000_000 * 100);
      assertThat(Timespan.parse(Timespan.format(length))).as("%d ticks", ticks).contains(length);
    }
  }

  private static void assertReads(String text, Duration expected) {
    assertThat(Timespan.parse(text)).as(text).contains(expected);
  }
}
