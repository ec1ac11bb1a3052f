package dev.waymark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What fails in the database is told without what people wrote. */
@QuarkusTest
class JdbcTest {
  private static final String INSERT =
      "insert into keyed_input (scope, key, input_hash, outcome, at) values (?, ?, ?, 1, now())";
  private static final String SECRET = "a note with a password";

  @Inject Jdbc jdbc;

  @Test
  void noMessageHoldsAValue() {
    String key = UUID.randomUUID().toString();
    Object[] row = {SECRET, key, SECRET};
    List<Throwable> failures =
        List.of(
            catchThrowable(() -> jdbc.batch(INSERT, List.of(row, row))),
            catchThrowable(
                () -> {
                  jdbc.update(INSERT, row);
                  jdbc.update(INSERT, row);
                }));
    for (Throwable failure : failures) {
      assertThat(messages(failure)).contains("duplicate key").doesNotContain(SECRET, key);
    }
  }

  private static String messages(Throwable failure) {
    List<String> messages = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.add(String.valueOf(cause));
    }
    return String.join("\n", messages);
  }
}
