package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.function.AggregateFunctions;
import dev.waymark.kql.function.ScalarFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KqlReferenceTest {
  private static final String MARK = "from the code. -->\n\n";

  /** Run with {@code -Dgolden.update=true} to write the document anew. */
  @Test
  void theDocumentSaysWhatTheCodeKnows() throws IOException {
    Path document = Path.of("../docs/kql.md");
    String text = Files.readString(document);
    String head = text.substring(0, text.indexOf(MARK) + MARK.length());
    String expected = head + KqlReference.markdown();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(document, expected);
    }
    assertThat(Files.readString(document)).isEqualTo(expected);
  }

  @Test
  void knowsTwoHundredFunctions() {
    assertThat(ScalarFunctions.names().size() + AggregateFunctions.names().size())
        .isGreaterThanOrEqualTo(200);
  }
}
