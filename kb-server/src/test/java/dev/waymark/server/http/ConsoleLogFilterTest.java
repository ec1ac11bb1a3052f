package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class ConsoleLogFilterTest {
  private final ConsoleLogFilter filter = new ConsoleLogFilter();

  private String logged(String message, Object... parameters) {
    ExtLogRecord record =
        new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.PRINTF, "test");
    record.setParameters(parameters);
    assertThat(filter.isLoggable(record)).isTrue();
    return new PatternFormatter("%s").format(record);
  }

  @Test
  void aSecretIsReplacedWhereverItComesFrom() {
    assertThat(logged("%s refused password=%s", "vault", "hunter22!"))
        .isEqualTo("vault refused password=(secret removed: password)");
  }

  @Test
  void othersStayAsTheyAre() {
    assertThat(logged("%d entries are served, 100 %% of %s", 2, "all"))
        .isEqualTo("2 entries are served, 100 % of all");
    assertThat(logged("Open http://127.0.0.1:8080/welcome/Xk3-9_aZ0 once", new Object[0]))
        .isEqualTo("Open http://127.0.0.1:8080/welcome/Xk3-9_aZ0 once");
  }
}
