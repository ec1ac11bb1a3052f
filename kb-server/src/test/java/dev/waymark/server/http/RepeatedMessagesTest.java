package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedMessagesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T02:00:00Z");

  private final RepeatedMessages filter = new RepeatedMessages();

  private static LogRecord record(Level level, String message, int seconds) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("test");
    record.setInstant(BEGIN.plusSeconds(seconds));
    return record;
  }

  private long written(Level level, int times, String message) {
    long count = 0;
    for (int i = 0; i < times; i++) {
      count += filter.isLoggable(record(level, message.formatted(i), 1)) ? 1 : 0;
    }
    return count;
  }

  @Test
  void aFewAMinuteAreWrittenAndTheOthersCounted() {
    assertThat(written(Level.WARNING, 480, "The request to /static/x%d failed")).isEqualTo(3);
    LogRecord next = record(Level.WARNING, "The request to /static/y failed", 62);
    assertThat(filter.isLoggable(next)).isTrue();
    assertThat(next.getMessage())
        .isEqualTo("The request to /static/y failed (and 477 more like this in the minute before)");
    LogRecord later = record(Level.WARNING, "The request to /static/z failed", 63);
    assertThat(filter.isLoggable(later)).isTrue();
    assertThat(later.getMessage()).isEqualTo("The request to /static/z failed");
  }

  @Test
  void otherMessagesAndWhatIsNoWarningAreWritten() {
    assertThat(written(Level.WARNING, 100, "The disk is full")).isEqualTo(3);
    assertThat(written(Level.WARNING, 2, "The remote is away")).isEqualTo(2);
    assertThat(written(Level.INFO, 100, "Somebody signed in")).isEqualTo(100);
  }

  @Test
  void failuresAtOnePlaceAreTheSameWhateverTheySay() {
    long written = 0;
    for (int i = 0; i < 50; i++) {
      LogRecord record = record(Level.SEVERE, "Failure " + (char) ('a' + i), 1);
      record.setThrown(new IllegalStateException("number " + i));
      written += filter.isLoggable(record) ? 1 : 0;
    }
    assertThat(written).isEqualTo(3);
  }
}
