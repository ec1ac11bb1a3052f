package dev.waymark.server.start;

import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What is known of the database that the application uses, without asking it. */
@ApplicationScoped
class DatabaseHealth implements DatabaseState {
  private static final Logger LOG = Logger.getLogger(DatabaseHealth.class);

  private volatile List<String> found = List.of();

  /** Keeps what the start saw. */
  void found(Schema schema) {
    found = schema.warnings();
    schema.warnings().forEach(LOG::warn);
  }

  @Override
  public Optional<String> trouble() {
    return DatabaseStart.embedded().flatMap(DatabaseState::trouble);
  }

  @Override
  public List<String> warnings() {
    return Stream.concat(
            DatabaseStart.embedded().stream().flatMap(database -> database.warnings().stream()),
            found.stream())
        .toList();
  }
}
