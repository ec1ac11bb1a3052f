package dev.waymark.server.http;

import dev.waymark.model.source.Secrets;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * What the console's log leaves out: messages that repeat themselves, and secrets in the others.
 */
@LoggingFilter(name = "console")
public final class ConsoleLogFilter implements Filter {
  private static final PatternFormatter MESSAGE_ALONE = new PatternFormatter("%s");

  private final RepeatedMessages repeated = new RepeatedMessages();

  @Override
  public boolean isLoggable(LogRecord record) {
    if (!repeated.isLoggable(record)) {
      return false;
    }
    if (record instanceof ExtLogRecord extended) {
      String message = MESSAGE_ALONE.format(extended);
      String clean = Secrets.removed(message);
      if (!clean.equals(message)) {
        extended.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
      }
    }
    return true;
  }
}
