package dev.waymark.server.http;

import dev.waymark.model.source.Secrets;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * What the console's log leaves out: messages that repeat themselves, and secrets in the others.
 */
@LoggingFilter(name = "console")
public final class ConsoleLogFilter implements Filter {
  private final RepeatedMessages repeated = new RepeatedMessages();

  @Override
  public boolean isLoggable(LogRecord record) {
    if (!repeated.isLoggable(record)) {
      return false;
    }
    if (record instanceof ExtLogRecord extended) {
      String message = extended.getFormattedMessage();
      String clean = message == null ? "" : Secrets.removed(message);
      if (message != null && !clean.equals(message)) {
        extended.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
      }
    }
    return true;
  }
}
