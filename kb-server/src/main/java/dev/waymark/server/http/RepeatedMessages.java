package dev.waymark.server.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Keeps clients from filling the log: of warnings and errors that say the same, a few a minute are
 * written, the others counted in the next one. Messages are the same but for numbers and names; if
 * something was thrown, if it was thrown at the same place.
 */
final class RepeatedMessages implements Filter {
  private static final int MOST = 3;
  private static final int MOST_KINDS = 1_000;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** What differs from one message to the next. */
  private static final Pattern DETAILS = Pattern.compile("[\\w./-]*\\d[\\w./-]*|/\\S*|“[^”]*”");

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /** Of messages of one kind since a moment. */
  private static final class Count {
    private Instant since;
    private int written;
    private int left;

    Count(Instant since) {
      this.since = since;
    }
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    return record.getLevel().intValue() < Level.WARNING.intValue() || isFew(record);
  }

  private boolean isFew(LogRecord record) {
    int left;
    synchronized (counts) {
      Count count = counts.computeIfAbsent(kind(record), kind -> new Count(record.getInstant()));
      if (record.getInstant().isBefore(count.since.plus(PERIOD)) && count.written >= MOST) {
        count.left++;
        return false;
      }
      left = count.left;
      if (!record.getInstant().isBefore(count.since.plus(PERIOD))) {
        count.since = record.getInstant();
        count.written = 0;
        count.left = 0;
      }
      count.written++;
    }
    if (left > 0) {
      addTo(record, " (and %,d more like this in the minute before)".formatted(left));
    }
    return true;
  }

  private static String kind(LogRecord record) {
    Throwable thrown = record.getThrown();
    String what =
        thrown != null && thrown.getStackTrace().length > 0
            ? thrown.getClass().getName() + " at " + thrown.getStackTrace()[0]
            : DETAILS.matcher(String.valueOf(record.getMessage())).replaceAll("#");
    return record.getLoggerName() + " " + record.getLevel() + " " + what;
  }

  private static void addTo(LogRecord record, String words) {
    if (record instanceof ExtLogRecord extended) {
      extended.setMessage(extended.getMessage() + words, extended.getFormatStyle());
    } else {
      record.setMessage(record.getMessage() + words);
    }
  }
}
